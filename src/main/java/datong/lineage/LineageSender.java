package datong.lineage;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends the lineage of each run once it has ended, in order; what the receiver does not take waits. At least once, by the run's id. */
public final class LineageSender implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LineageSender.class);
    private static final int PORTION = 100;
    private final UnsentRuns runs;
    private final RunEvents events;
    private final LineageSink sink;
    private final ScheduledExecutorService clockwork = Executors.newSingleThreadScheduledExecutor(Thread.ofVirtual().name("lineage").factory());
    private boolean failing;

    public LineageSender(UnsentRuns runs, RunEvents events, LineageSink sink) {
        this.runs = runs;
        this.events = events;
        this.sink = sink;
    }

    /** @param pause between two looks for runs that have ended */
    public void start(Duration pause) {
        clockwork.scheduleWithFixedDelay(this::sendAll, pause.toMillis(), pause.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() {
        clockwork.shutdownNow();
    }

    void sendAll() {
        try {
            for (List<Run> waiting = runs.next(PORTION); !waiting.isEmpty(); waiting = runs.next(PORTION)) {
                for (Run run : waiting) {
                    send(run);
                }
            }
            failing = false;
        } catch (IOException | RuntimeException | Error failure) {
            complainOnce(failure);
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        }
    }

    private void send(Run run) throws IOException, InterruptedException {
        for (String event : events.of(run)) {
            sink.send(event);
        }
        runs.sent(run);
    }

    private void complainOnce(Throwable failure) {
        if (!failing) {
            LOG.warn("lineage could not be sent and waits, look at datong.lineage.to: {}", failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage());
        }
        failing = true;
    }
}
