package datong.correction;

import datong.audit.AuditEvent;
import java.time.Instant;
import java.util.List;

/** The audit log, read by dataset. */
public interface AnswerLog {
    /** What was answered about the dataset from an index on and since a moment, the oldest first; up to the log's end when it is asked. */
    Portion of(String dataset, Instant since, long from);

    /** @param next index behind the last one; @param end whether there is nothing behind it now */
    record Portion(List<AuditEvent> events, long next, boolean end) {}
}
