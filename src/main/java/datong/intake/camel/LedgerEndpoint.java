package datong.intake.camel;

import java.util.regex.Pattern;
import org.apache.camel.Consumer;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.support.DefaultEndpoint;
import org.apache.camel.support.DefaultProducer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where an exchange becomes a delivery. The exchange fails if the delivery was set aside or stopped, so that the route's own set-aside applies. */
public final class LedgerEndpoint extends DefaultEndpoint {
    /** What became of a delivery that does not fail its exchange: {@code DONE}, {@code SET_ASIDE} or {@code STOPPED}. */
    static final String OUTCOME = "DatongOutcome";
    private static final Logger LOG = LoggerFactory.getLogger(LedgerEndpoint.class);
    private final String source;
    private final Handover handover;
    private int gather;
    private int within = 500;
    private String attachments;
    private boolean failing = true;

    LedgerEndpoint(String uri, LedgerComponent component, String source, Handover handover) {
        super(uri, component);
        this.source = source;
        this.handover = handover;
    }

    @Override
    public Producer createProducer() {
        if (gather > 0) {
            return new Gathering(this);
        }
        return new DefaultProducer(this) {
            @Override
            public void process(Exchange exchange) throws Exception {
                try {
                    hand(exchange);
                    exchange.getMessage().setHeader(OUTCOME, "DONE");
                } catch (NotTaken foreseen) {
                    LOG.warn("{}", foreseen.getMessage()); // anything else is said by Camel, with its stack trace
                    failed(exchange, foreseen);
                }
            }
        };
    }

    private void hand(Exchange exchange) throws Exception {
        if (attachments == null) {
            handover.hand(source, exchange);
            return;
        }
        MailAttachments.of(exchange, Pattern.compile(attachments, Pattern.CASE_INSENSITIVE)).handTo(handover, source);
    }

    /** What the source sent wrongly may be told from what the hub could not do: only the former need not fail the exchange. */
    private void failed(Exchange exchange, NotTaken foreseen) throws NotTaken {
        if (failing || foreseen.outcome().isEmpty()) {
            throw foreseen;
        }
        exchange.getMessage().setHeader(OUTCOME, foreseen.outcome().get());
    }

    @Override
    public Consumer createConsumer(Processor processor) {
        throw new UnsupportedOperationException("ledger: stands at the end of a route; read the ledger through the API");
    }

    @Override
    public boolean isLenientProperties() {
        return false;
    }

    String source() {
        return source;
    }

    Handover handover() {
        return handover;
    }

    public int getGather() {
        return gather;
    }

    /** Messages that are taken and acknowledged together, at most; 0: each exchange is a delivery of its own. */
    public void setGather(int gather) {
        this.gather = gather;
    }

    public int getWithin() {
        return within;
    }

    /** Milliseconds for which the first of them waits for more. */
    public void setWithin(int within) {
        this.within = within;
    }

    public String getAttachments() {
        return attachments;
    }

    /** Take the mail's attachments whose names match this expression, each as a file, instead of its body. */
    public void setAttachments(String attachments) {
        this.attachments = attachments;
    }

    public boolean isFailing() {
        return failing;
    }

    /** False: a delivery that was set aside does not fail its exchange; the header {@code DatongOutcome} says what became of it. */
    public void setFailing(boolean failing) {
        this.failing = failing;
    }
}
