package datong;

import datong.catalogue.Description.Frequency;
import datong.catalogue.Standing;
import datong.catalogue.Standing.Freshness.State;
import datong.catalogue.Standings;
import datong.oversight.Uses;
import datong.quality.Punctuality;
import datong.quality.Timekeeper;
import datong.schema.Dataset;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Use from the log's counts, kept for a few minutes because every page of the catalogue asks for it; freshness from the sources' deliveries. */
final class KnownStandings implements Standings {
    /** Within how long the next delivery comes, with some time for it to be late in. */
    private static final Map<Frequency, Duration> PROMISED = Map.of(Frequency.REALTIME, Duration.ofHours(1), Frequency.HOURLY, Duration.ofMinutes(90), Frequency.DAILY, Duration.ofHours(36),
            Frequency.WEEKLY, Duration.ofDays(8), Frequency.MONTHLY, Duration.ofDays(35), Frequency.QUARTERLY, Duration.ofDays(100), Frequency.YEARLY, Duration.ofDays(380));
    private static final Duration KEPT = Duration.ofMinutes(5);
    private static final int MOST_KEPT = 4;
    private final Uses uses;
    private final Timekeeper timekeeper;
    private final Clock clock;
    private final Map<Span, Counted> counted = new ConcurrentHashMap<>();

    private record Span(LocalDate from, LocalDate to) {}

    private record Counted(Instant at, List<Uses.Use> uses) {}

    KnownStandings(Uses uses, Timekeeper timekeeper, Clock clock) {
        this.uses = uses;
        this.timekeeper = timekeeper;
        this.clock = clock;
    }

    @Override
    public Standing.Usage usage(Dataset dataset, LocalDate from, LocalDate to) {
        List<Uses.Use> others = uses(new Span(from, to)).stream().filter(use -> use.dataset().equals(dataset.code().value()) && !use.organisation().equals(dataset.provider())).toList();
        return new Standing.Usage(others.stream().mapToLong(Uses.Use::answers).sum(), others.size());
    }

    private List<Uses.Use> uses(Span span) {
        Instant now = clock.instant();
        if (counted.size() > MOST_KEPT) {
            counted.clear();
        }
        return counted.compute(span, (asked, known) -> known != null && now.isBefore(known.at().plus(KEPT)) ? known : new Counted(now, uses.between(span.from(), span.to()))).uses();
    }

    /** The source that delivered last counts. */
    @Override
    public Standing.Freshness freshness(Dataset dataset, Optional<Frequency> promised) {
        Duration every = promised.map(PROMISED::get).orElse(Duration.ofDays(36_500));
        Optional<Punctuality> newest = dataset.sources().stream().map(source -> timekeeper.promised(source, every))
                .max(Comparator.comparing(told -> told.last().orElse(Instant.MIN)));
        Optional<Instant> last = newest.flatMap(Punctuality::last);
        boolean none = promised.map(PROMISED::get).isEmpty();
        State state = none ? State.UNPROMISED : last.isEmpty() ? State.NEVER : newest.get().isLate() ? State.LATE : State.FRESH;
        return new Standing.Freshness(state, last, none || last.isEmpty() ? Optional.empty() : newest.flatMap(Punctuality::due));
    }
}
