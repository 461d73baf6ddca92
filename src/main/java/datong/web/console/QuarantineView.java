package datong.web.console;

import datong.policy.Subject;
import datong.schema.Level;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Records that could not enter the ledger, and why. */
public interface QuarantineView {
    /** Open records by source and reason, the largest group first. */
    List<Group> groups(Filter filter);

    List<Held> records(Filter filter, int offset, int most);

    Optional<Held> record(String id);

    long count(Filter filter);

    /** The record as it arrived, each cell masked by the level of the item it feeds; for the source's own steward only. */
    List<Cell> cells(Subject actor, String id);

    record Filter(Optional<String> source, Optional<String> rule, Optional<String> batch) {}

    record Group(String source, String rule, String column, String message, long records, Instant firstSeen, Instant lastSeen) {}

    /** @param row line of the delivery at which the record begins */
    record Held(String id, String source, String delivery, long row, List<Reason> reasons, Instant firstSeen, Instant lastSeen, long seen,
            String mappingVersion) {}

    record Reason(String rule, String column, String item, String message) {}

    /** @param level of the item the column feeds; empty where it feeds none, then the value is masked */
    record Cell(String column, String masked, Optional<Level> level, List<String> problems) {}
}
