package datong.quality;

import datong.mapping.Expectations.Freshness;
import datong.mapping.Mapping;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Tells of each source that says how often it delivers whether it does. */
public final class Timekeeper {
    private static final Duration SPAN = Duration.ofDays(30);
    private final Conformance conformance;
    private final Predicate<LocalDate> workingDay;
    private final Clock clock;

    public Timekeeper(Conformance conformance, Predicate<LocalDate> workingDay, Clock clock) {
        this.conformance = conformance;
        this.workingDay = workingDay;
        this.clock = clock;
    }

    /** Whether the source delivers at least so often, whatever its mapping says. */
    public Punctuality promised(String source, Duration every) {
        Instant now = clock.instant();
        List<Instant> last = conformance.delivered(source, now);
        return Punctuality.of(new Freshness(every, false), last, last.isEmpty() ? conformance.begun() : now, now, day -> true);
    }

    /** Of the last thirty days; empty for a mapping that does not say how often. */
    public Optional<Punctuality> of(Mapping mapping) {
        Instant now = clock.instant();
        return mapping.expectations().freshness()
                .map(rule -> Punctuality.of(rule, conformance.delivered(mapping.source(), now.minus(SPAN)), conformance.begun(), now, workingDay));
    }
}
