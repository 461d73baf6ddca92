package datong.intake.camel;

import datong.intake.Spool;
import datong.source.RecordReaders;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import javax.net.ssl.SSLContext;
import org.apache.camel.Endpoint;
import org.apache.camel.support.DefaultComponent;

/**
 * {@code pages:<name>?url=…}: pulls the records of a REST source page by page, from where its last committed pull ended. How far it came is
 * saved with the last batch of a pull that was read to its end, so that a pull that breaks off is read again from its beginning.
 */
public final class PagesComponent extends DefaultComponent {
    private final RecordReaders readers;
    private final Spool spool;
    private final Function<String, Optional<String>> watermarks;
    private final SSLContext trust;
    private final Clock clock;

    /** @param watermarks the last committed one of a channel; @param trust which servers are believed */
    public PagesComponent(RecordReaders readers, Spool spool, Function<String, Optional<String>> watermarks, SSLContext trust, Clock clock) {
        this.readers = readers;
        this.spool = spool;
        this.watermarks = watermarks;
        this.trust = trust;
        this.clock = clock;
    }

    @Override
    protected Endpoint createEndpoint(String uri, String name, Map<String, Object> parameters) throws Exception {
        PagesEndpoint endpoint = new PagesEndpoint(uri, this, name);
        setProperties(endpoint, parameters);
        return endpoint;
    }

    RecordReaders readers() {
        return readers;
    }

    Spool spool() {
        return spool;
    }

    Optional<String> watermark(String channel) {
        return watermarks.apply(channel);
    }

    SSLContext trust() {
        return trust;
    }

    Clock clock() {
        return clock;
    }
}
