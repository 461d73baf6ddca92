package datong.resolution.jdbc;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs the pass in the background, again and again, behind intake and never in its way. A failure is said and tried again. */
public final class ResolutionWorker implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ResolutionWorker.class);
    private final Runnable before;
    private final ResolutionPass pass;
    private final Duration every;
    private final AtomicReference<String> trouble = new AtomicReference<>();
    private ScheduledExecutorService worker;
    private volatile boolean closed;

    /** @param before runs ahead of each look, e.g. reads the stewards' files; @param every pause between two looks */
    public ResolutionWorker(Runnable before, ResolutionPass pass, Duration every) {
        this.before = before;
        this.pass = pass;
        this.every = every;
    }

    public void start() {
        worker = Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform().name("resolution").daemon().priority(Thread.MIN_PRIORITY).factory());
        worker.scheduleWithFixedDelay(this::look, every.toMillis(), every.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** What stops it at the moment; empty while it works. */
    public Optional<String> trouble() {
        return Optional.ofNullable(trouble.get());
    }

    private void look() {
        try {
            before.run();
            while (!closed && pass.step().more()) {
                trouble.set(null);
            }
            trouble.set(null);
        } catch (RuntimeException | Error failure) {
            if (trouble.getAndSet("resolution waits: " + failure.getMessage()) == null && !closed) {
                LOG.error("resolution stopped and will try again", failure);
            }
        }
    }

    @Override
    public void close() {
        closed = true;
        if (worker != null) {
            worker.shutdown();
            try {
                worker.awaitTermination(30, TimeUnit.SECONDS);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
