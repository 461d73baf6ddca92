package datong.audit;

/** Append-only log whose events are the leaves of an RFC 6962 Merkle tree. */
public interface AuditLog {
    /**
     * Returns once the event is durably sequenced; the index is never given to another event.
     *
     * @throws AuditUnavailable if the log cannot be written: nothing may then be answered
     */
    LogIndex append(AuditEvent event);

    final class AuditUnavailable extends RuntimeException {
        public AuditUnavailable(String message, Throwable cause) {
            super(message, cause);
        }
    }
}
