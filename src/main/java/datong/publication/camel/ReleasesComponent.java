package datong.publication.camel;

import datong.audit.AuditLog;
import datong.publication.Outbox;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.camel.Endpoint;
import org.apache.camel.support.DefaultComponent;

/** {@code releases:<publication>,<publication>}: begins a route that hands each published file on, once it is released, until it is confirmed. */
public final class ReleasesComponent extends DefaultComponent {
    private final Parts parts;

    /** @param folder where releases lie; @param ids of audit events */
    public record Parts(Outbox outbox, Path folder, AuditLog log, Supplier<String> ids, Clock clock) {}

    public ReleasesComponent(Parts parts) {
        this.parts = parts;
    }

    @Override
    protected Endpoint createEndpoint(String uri, String publications, Map<String, Object> parameters) throws Exception {
        ReleasesEndpoint endpoint = new ReleasesEndpoint(uri, this, publications);
        setProperties(endpoint, parameters);
        return endpoint;
    }

    Parts parts() {
        return parts;
    }
}
