package datong.sharing;

import datong.calendar.WorkingDays;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A clock of law that was started.
 *
 * @param step number of the step that started it, 0 for the beginning
 * @param warning and @param due empty if no calendar tells the working days up to there
 * @param stopped when what it demands was done, or when it no longer was demanded
 */
public record Running(StatutoryClock clock, int step, Instant started, int extended, Optional<Instant> warning, Optional<Instant> due, Optional<Instant> stopped) {
    public enum State { RUNNING, WARNING, BREACHED, KEPT, UNKNOWN }

    /** @param extended units consented to on top */
    public static Running of(StatutoryClock clock, int step, Instant started, int extended, Optional<Instant> stopped, WorkingDays days) {
        return new Running(clock, step, started, extended, known(() -> clock.warn(started, extended, days)), known(() -> clock.due(started, extended, days)), stopped);
    }

    private static Optional<Instant> known(Supplier<Instant> when) {
        try {
            return Optional.of(when.get());
        } catch (WorkingDays.YearUnknown untold) {
            return Optional.empty();
        }
    }

    /** A breach stays one when what was late is done. */
    public State at(Instant now) {
        if (due.isEmpty()) {
            return stopped.isPresent() ? State.KEPT : State.UNKNOWN;
        }
        Instant judged = stopped.orElse(now);
        if (!judged.isBefore(due.get())) {
            return State.BREACHED;
        }
        if (stopped.isPresent()) {
            return State.KEPT;
        }
        return warning.filter(from -> !now.isBefore(from)).isPresent() ? State.WARNING : State.RUNNING;
    }
}
