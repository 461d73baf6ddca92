package datong.sharing;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks at clocks again and again, so that a missed limit is on record though nobody looks. */
public final class SharingWatch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SharingWatch.class);
    private final String what;
    private final Runnable round;
    private final ScheduledExecutorService clockwork;
    private boolean failing;

    /** @param what whose clocks they are, in a word or two; @param round one look at all of them */
    public SharingWatch(String what, Runnable round) {
        this.what = what;
        this.round = round;
        this.clockwork = Executors.newSingleThreadScheduledExecutor(Thread.ofVirtual().name("clocks of " + what).factory());
    }

    /** @param pause between two looks */
    public void start(Duration pause) {
        clockwork.scheduleWithFixedDelay(this::round, 0, pause.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** A look of its own, without waiting for it. */
    public void soon() {
        clockwork.execute(this::round);
    }

    private void round() {
        try {
            round.run();
            failing = false;
        } catch (RuntimeException | Error failure) {
            if (!failing) {
                LOG.warn("the clocks of {} could not be looked at and will be again: {}", what, failure.getMessage());
            }
            failing = true;
        }
    }

    @Override
    public void close() {
        clockwork.shutdownNow();
    }
}
