package datong.sharing;

import datong.policy.Subject;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks at the clocks of all applications again and again, so that a missed limit is on record though nobody looks. */
public final class SharingWatch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SharingWatch.class);
    /** As what the hub itself acts. */
    static final Subject HUB = new Subject("hub", Subject.Kind.SYSTEM, "hub", "", "", Set.of(), Set.of());
    private final Sharing sharing;
    private final ScheduledExecutorService clockwork = Executors.newSingleThreadScheduledExecutor(Thread.ofVirtual().name("sharing-clocks").factory());
    private boolean failing;

    public SharingWatch(Sharing sharing) {
        this.sharing = sharing;
    }

    /** @param pause between two looks */
    public void start(Duration pause) {
        clockwork.scheduleWithFixedDelay(this::round, 0, pause.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void round() {
        try {
            sharing.look(HUB);
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
