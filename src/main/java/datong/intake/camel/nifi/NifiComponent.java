package datong.intake.camel.nifi;

import datong.intake.Deliveries;
import datong.intake.FlowFiles;
import datong.intake.Spool;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.apache.camel.Endpoint;
import org.apache.camel.support.DefaultComponent;

/**
 * {@code nifi:<name>?port=<port>}: pulls FlowFiles from an output port of the NiFi that the settings call by that name, or pushes to an
 * input port. A NiFi without {@code datong.nifi.<name>.url} is not configured: its routes stop by themselves.
 */
public final class NifiComponent extends DefaultComponent {
    private final Parts parts;

    /**
     * @param servers by name
     * @param spool where content lies while it is taken
     */
    public record Parts(Function<String, Optional<NifiServer>> servers, FlowFiles flowFiles, Deliveries deliveries, Spool spool, NifiStates states,
            KeptFlowFiles kept, Clock clock) {}

    public NifiComponent(Parts parts) {
        this.parts = parts;
    }

    @Override
    protected Endpoint createEndpoint(String uri, String server, Map<String, Object> parameters) throws Exception {
        NifiEndpoint endpoint = new NifiEndpoint(uri, this, server);
        setProperties(endpoint, parameters);
        return endpoint;
    }

    Parts parts() {
        return parts;
    }
}
