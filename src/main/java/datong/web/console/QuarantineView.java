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

    /** What was mended in it by hand, the newest first; no value. */
    List<Mend> mends(String id);

    /** @param column of the first reason; the empty text: of no column */
    record Filter(Optional<String> source, Optional<String> rule, Optional<String> column, Optional<String> batch) {
        static final Filter ALL = new Filter(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    /**
     * Open records with the same first reason and column.
     *
     * @param message the one most of them have; @param messages how many different ones there are
     * @param days when records of this kind came, open or not
     */
    record Group(String source, String rule, String column, String message, long messages, long records, Instant firstSeen, Instant lastSeen, DayBars days) {}

    /** @param inForce whether no later mend of the column replaced it */
    record Mend(String column, String by, Instant at, String reason, boolean inForce) {}

    /** @param row line of the delivery at which the record begins; @param state OPEN, VERIFYING, MENDED or SETTLED */
    record Held(String id, String source, String delivery, long row, List<Reason> reasons, Instant firstSeen, Instant lastSeen, long seen,
            String mappingVersion, String state) {}

    record Reason(String rule, String column, String item, String message) {}

    /** @param level of the item the column feeds; empty where it feeds none, then the value is masked; @param mended what a steward put there, masked */
    record Cell(String column, String masked, Optional<Level> level, List<String> problems, Optional<String> mended) {}
}
