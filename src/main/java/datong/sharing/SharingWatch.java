package datong.sharing;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks at the clocks of all applications again and again, so that a missed limit is on record though nobody looks. */
public final class SharingWatch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SharingWatch.class);
    private final ClockRound clocks;
    private final ScheduledExecutorService clockwork = Executors.newSingleThreadScheduledExecutor(Thread.ofVirtual().name("sharing-clocks").factory());
    private boolean failing;

    public SharingWatch(ClockRound clocks) {
        this.clocks = clocks;
    }

    /** @param pause between two looks */
    public void start(Duration pause) {
        clockwork.scheduleWithFixedDelay(this::round, 0, pause.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void round() {
        try {
            clocks.look();
            failing = false;
        } catch (RuntimeException failure) {
            if (!failing) {
                LOG.warn("the clocks of applications could not be looked at and will be again: {}", failure.getMessage());
            }
            failing = true;
        }
    }

    @Override
    public void close() {
        clockwork.shutdownNow();
    }
}
