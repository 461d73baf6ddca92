package datong.web.console;

import datong.intake.Mending;
import datong.policy.Subject;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;

/** Takes quarantined records through the mapping in force again; the conductor audits it. */
public interface Replays {
    /** Returns when all are through; {@code progress} hears how many are. */
    Result replay(Subject actor, String source, Selection selection, LongConsumer progress);

    /** Puts a value right by hand and takes its record once more. */
    Mending.Result mend(Subject actor, Mending.Request request);

    /** Records by id, or all open ones with a rule and column; all empty: all open ones of the source. */
    record Selection(List<String> ids, Optional<String> rule, Optional<String> column) {}

    record Result(long tried, long stored, long unchanged, long stillQuarantined) {}
}
