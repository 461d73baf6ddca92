package datong.intake.camel;

import java.util.Map;
import org.apache.camel.Endpoint;
import org.apache.camel.support.DefaultComponent;

/** {@code ledger:<mapping>}: the end of every integration. Takes files, streams, texts, lists of messages and pulls of records. */
public final class LedgerComponent extends DefaultComponent {
    private final Handover handover;

    public LedgerComponent(Handover handover) {
        this.handover = handover;
    }

    @Override
    protected Endpoint createEndpoint(String uri, String source, Map<String, Object> parameters) throws Exception {
        LedgerEndpoint endpoint = new LedgerEndpoint(uri, this, source, handover);
        setProperties(endpoint, parameters);
        return endpoint;
    }
}
