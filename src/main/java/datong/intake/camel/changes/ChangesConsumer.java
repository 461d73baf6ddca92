package datong.intake.camel.changes;

import io.debezium.embedded.Connect;
import io.debezium.engine.ChangeEvent;
import io.debezium.engine.DebeziumEngine;
import io.debezium.engine.spi.OffsetCommitPolicy;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.support.DefaultConsumer;
import org.apache.kafka.connect.source.SourceRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows a table. A batch of the log is one exchange; only when the exchange has gone through is the server told that it may forget
 * those changes. Whatever fails ends the engine, and the next one begins behind what the ledger holds.
 */
final class ChangesConsumer extends DefaultConsumer {
    private static final Logger LOG = LoggerFactory.getLogger(ChangesConsumer.class);
    private static final Duration STOPPING = Duration.ofSeconds(30);
    private final ChangesEndpoint endpoint;
    private final AtomicReference<DebeziumEngine<?>> running = new AtomicReference<>();
    private volatile CountDownLatch stopping = new CountDownLatch(1);
    private Thread thread;

    ChangesConsumer(ChangesEndpoint endpoint, Processor processor) {
        super(endpoint, processor);
        this.endpoint = endpoint;
    }

    /** The exchange did not go through; that has been said at the end of its route. */
    private static final class NotDurable extends RuntimeException {
        NotDurable(Throwable cause) {
            super("the changes are not durable", cause);
        }
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        stopping = new CountDownLatch(1);
        thread = Thread.ofPlatform().name("changes-" + getRouteId()).daemon().start(this::follow);
    }

    @Override
    protected void doStop() throws Exception {
        stopping.countDown();
        close(running.get());
        if (thread != null && !thread.join(STOPPING)) {
            thread.interrupt();
        }
        super.doStop();
    }

    private static void close(DebeziumEngine<?> engine) throws IOException {
        try {
            if (engine != null) {
                engine.close();
            }
        } catch (IllegalStateException alreadyEnding) {
            LOG.debug("the engine was ending by itself");
        }
    }

    private void follow() {
        while (wanted()) {
            try {
                Optional<String> missing = Readiness.missing(Following.database(endpoint), endpoint.table());
                if (missing.isEmpty()) {
                    run();
                } else {
                    LOG.warn("{}: {} is not followed: {}", getRouteId(), endpoint.table(), missing.get());
                }
            } catch (SQLException away) {
                LOG.warn("{}: the server of {} does not answer (SQLSTATE {}); it is tried again", getRouteId(), endpoint.table(), away.getSQLState());
            } catch (RuntimeException | Error failure) {
                LOG.warn("{}: {} could not be followed; it is tried again", getRouteId(), endpoint.table(), failure);
            }
            pause();
        }
    }

    private void pause() {
        try {
            stopping.await(endpoint.getPause(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException stopped) {
            stopping.countDown();
        }
    }

    private boolean wanted() {
        return stopping.getCount() > 0;
    }

    /** Until it is stopped or fails. */
    private void run() {
        AtomicReference<Throwable> failed = new AtomicReference<>();
        DebeziumEngine<ChangeEvent<SourceRecord, SourceRecord>> engine = DebeziumEngine.create(Connect.class)
                .using(Following.properties(getRouteId(), endpoint, endpoint.component().position(getRouteId())))
                .using(ChangesConsumer.class.getClassLoader())
                .using(OffsetCommitPolicy.always())
                .using((success, message, error) -> failed.set(error))
                .notifying(this::take).build();
        running.set(engine);
        try {
            if (wanted()) {
                engine.run();
            }
        } finally {
            running.set(null);
        }
        if (wanted()) {
            LOG.debug("why", failed.get());
            LOG.warn("{}: following {} broke off ({}); it goes on behind what is durable", getRouteId(), endpoint.table(), why(failed.get()));
        }
    }

    private static String why(Throwable failure) {
        return failure == null ? "the engine ended" : failure.getCause() == null ? failure.getClass().getSimpleName()
                : failure.getClass().getSimpleName() + " by " + failure.getCause().getClass().getSimpleName();
    }

    private void take(List<ChangeEvent<SourceRecord, SourceRecord>> events, DebeziumEngine.RecordCommitter<ChangeEvent<SourceRecord, SourceRecord>> committer)
            throws InterruptedException {
        List<SourceRecord> changes = events.stream().map(ChangeEvent::value).filter(record -> record != null).toList();
        List<SourceRecord> rows = changes.stream().filter(ChangedRows::isRow).toList();
        if (!rows.isEmpty()) {
            handOver(new ChangedRows(getRouteId(), endpoint.table(), rows));
        }
        if (!changes.isEmpty() && (rows.isEmpty() || rows.getLast() != changes.getLast())) {
            endpoint.component().save(getRouteId(), Position.behind(changes.getLast()));
        }
        for (ChangeEvent<SourceRecord, SourceRecord> event : events) {
            committer.markProcessed(event);
        }
        committer.markBatchFinished();
    }

    private void handOver(ChangedRows rows) {
        Exchange exchange = createExchange(false);
        try {
            exchange.getMessage().setBody(rows);
            getProcessor().process(exchange);
        } catch (Exception failure) {
            exchange.setException(failure);
        }
        Exception failure = exchange.getException();
        releaseExchange(exchange, false);
        if (failure != null) {
            throw new NotDurable(failure);
        }
    }
}
