package datong.intake.camel;

import java.time.Instant;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.support.ScheduledPollConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Polls a REST source: one exchange, and so one delivery, a poll. */
final class PagesConsumer extends ScheduledPollConsumer {
    private static final Logger LOG = LoggerFactory.getLogger(PagesConsumer.class);
    private final PagesEndpoint endpoint;

    PagesConsumer(PagesEndpoint endpoint, Processor processor) {
        super(endpoint, processor);
        this.endpoint = endpoint;
        setDelay(300_000);
    }

    /** An exchange that fails has been said by the end of its route, or by Camel. */
    @Override
    protected int poll() throws Exception {
        Optional<Instant> mark;
        try {
            mark = endpoint.component().watermark(getRouteId()).map(Instant::parse);
        } catch (RuntimeException failure) {
            LOG.warn("{}: the hub's own database is away (SQLSTATE {}); {} is pulled again once it is back", getRouteId(),
                    DatabaseAway.state(failure).orElseThrow(() -> failure), endpoint.name());
            return 0;
        }
        Exchange exchange = createExchange(true);
        exchange.getMessage().setBody(new PagesPull(getRouteId(), endpoint, mark));
        getProcessor().process(exchange);
        return 1;
    }
}
