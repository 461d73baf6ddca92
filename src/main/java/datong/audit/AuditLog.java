package datong.audit;

import java.util.List;

/** Append-only log whose events are the leaves of an RFC 6962 Merkle tree. */
public interface AuditLog {
    /**
     * Returns once the event is durably sequenced; the index is never given to another event.
     *
     * @throws AuditUnavailable if the log cannot be written: nothing may then be answered
     */
    LogIndex append(AuditEvent event);

    /** Like {@link #append} for each, in order, with one wait for all; if it fails, some of the first events may be in the log. */
    default List<LogIndex> appendAll(List<AuditEvent> events) {
        return events.stream().map(this::append).toList();
    }

    final class AuditUnavailable extends RuntimeException {
        public AuditUnavailable(String message, Throwable cause) {
            super(message, cause);
        }
    }
}
