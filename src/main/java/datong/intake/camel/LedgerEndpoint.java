package datong.intake.camel;

import org.apache.camel.Consumer;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.support.DefaultEndpoint;
import org.apache.camel.support.DefaultProducer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where an exchange becomes a delivery. The exchange fails if the delivery was set aside or stopped, so that the route's own set-aside applies. */
final class LedgerEndpoint extends DefaultEndpoint {
    private static final Logger LOG = LoggerFactory.getLogger(LedgerEndpoint.class);
    private final String source;
    private final Handover handover;

    LedgerEndpoint(String uri, LedgerComponent component, String source, Handover handover) {
        super(uri, component);
        this.source = source;
        this.handover = handover;
    }

    @Override
    public Producer createProducer() {
        return new DefaultProducer(this) {
            @Override
            public void process(Exchange exchange) throws Exception {
                try {
                    handover.hand(source, exchange);
                } catch (NotTaken foreseen) {
                    LOG.warn("{}", foreseen.getMessage()); // anything else is said by Camel, with its stack trace
                    throw foreseen;
                }
            }
        };
    }

    @Override
    public Consumer createConsumer(Processor processor) {
        throw new UnsupportedOperationException("ledger: stands at the end of a route; read the ledger through the API");
    }

    @Override
    public boolean isLenientProperties() {
        return false;
    }
}
