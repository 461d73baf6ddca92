package datong.quality;

import datong.mapping.Expectations;
import datong.mapping.Mapping;
import datong.mapping.Mappings;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at the expectations of each mapping once its source has new batches, and at the latest every hour, for a rule across records may be
 * broken by another source.
 */
public final class ExpectationWatch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ExpectationWatch.class);
    private static final Duration LONGEST = Duration.ofHours(1);
    private final Mappings mappings;
    private final Conformance conformance;
    private final Runnable after;
    private final Clock clock;
    private final Map<String, Looked> looked = new HashMap<>();
    private final ScheduledExecutorService clockwork = Executors.newSingleThreadScheduledExecutor(Thread.ofVirtual().name("expectations").factory());
    private boolean failing;

    /** @param after done after each round, such as telling metrics */
    public ExpectationWatch(Mappings mappings, Conformance conformance, Runnable after, Clock clock) {
        this.mappings = mappings;
        this.conformance = conformance;
        this.after = after;
        this.clock = clock;
    }

    private record Looked(Instant batch, String fingerprint, Instant at) {}

    /** @param pause between two rounds */
    public void start(Duration pause) {
        clockwork.scheduleWithFixedDelay(this::round, pause.toMillis(), pause.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() {
        clockwork.shutdownNow();
    }

    void round() {
        try {
            mappings.all().forEach(this::lookIfDue);
            after.run();
            failing = false;
        } catch (RuntimeException | Error failure) {
            if (!failing) {
                LOG.warn("the expectations of mappings could not be looked at and will be again: {}", failure.getClass().getSimpleName());
            }
            failing = true;
        }
    }

    private void lookIfDue(Mapping mapping) {
        Expectations expected = mapping.expectations();
        if (expected.across().isEmpty() && expected.completeness().isEmpty()) {
            return;
        }
        Instant newest = conformance.newest(mapping.source());
        Looked last = looked.get(mapping.source());
        boolean known = last != null && last.batch().equals(newest) && last.fingerprint().equals(mapping.fingerprint()) && last.at().plus(LONGEST).isAfter(clock.instant());
        if (!known) {
            conformance.look(mapping);
            looked.put(mapping.source(), new Looked(newest, mapping.fingerprint(), clock.instant()));
        }
    }
}
