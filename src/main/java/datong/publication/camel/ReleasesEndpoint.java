package datong.publication.camel;

import java.util.List;
import java.util.stream.Stream;
import org.apache.camel.Consumer;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.support.ScheduledPollEndpoint;

/** Some publications, named one by one: what a route hands on is decided by who writes it, never by a wildcard. */
public final class ReleasesEndpoint extends ScheduledPollEndpoint {
    private final List<String> publications;

    ReleasesEndpoint(String uri, ReleasesComponent component, String publications) {
        super(uri, component);
        this.publications = Stream.of(publications.split(",")).map(String::strip).filter(name -> !name.isEmpty()).toList();
    }

    @Override
    public Consumer createConsumer(Processor processor) throws Exception {
        if (publications.isEmpty() || publications.stream().anyMatch(name -> name.contains("*"))) {
            throw new IllegalArgumentException("releases: needs publications by name, e.g. releases:components-monthly; wildcards hand on what nobody meant to");
        }
        ReleasesConsumer consumer = new ReleasesConsumer(this, processor);
        configureConsumer(consumer);
        return consumer;
    }

    @Override
    public Producer createProducer() {
        throw new UnsupportedOperationException("releases: only begins a route; publish in the console or by the API");
    }

    List<String> publications() {
        return publications;
    }

    ReleasesComponent.Parts parts() {
        return ((ReleasesComponent) getComponent()).parts();
    }
}
