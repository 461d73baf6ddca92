package datong.web.console;

import datong.policy.Subject;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;

/** Takes quarantined records through the mapping in force again; the conductor audits it. */
public interface Replays {
    /** Returns when all are through; {@code progress} hears how many are. */
    Result replay(Subject actor, String source, Selection selection, LongConsumer progress);

    /** Records by id, or all open ones with a rule; both empty: all open ones of the source. */
    record Selection(List<String> ids, Optional<String> rule) {}

    record Result(long tried, long stored, long unchanged, long stillQuarantined) {}
}
