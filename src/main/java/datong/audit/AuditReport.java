package datong.audit;

import java.util.List;
import java.util.Optional;

/**
 * What a verification of the whole log found.
 *
 * @param events lines read
 * @param newest the newest checkpoint, if there is a readable one
 * @param checkpoints signed checkpoints compared with the events
 * @param findings empty: the log is what was signed
 * @param notes what a reader should know though it is no breach
 */
public record AuditReport(long events, Optional<Checkpoint> newest, int checkpoints, List<Finding> findings, List<String> notes) {
    /** @param index of the event, or -1 where no single event is meant */
    public record Finding(Kind kind, long index, String message) {}

    public enum Kind {
        CHANGED, MISSING, REORDERED, DUPLICATED, INSERTED, CHAIN_BROKEN, CUT_TAIL, ROOT_MISMATCH, BAD_SIGNATURE, FORKED, UNREADABLE, NOT_COSIGNED, BAD_TIME_STAMP, INDEX_MISMATCH
    }

    public boolean sound() {
        return findings.isEmpty();
    }
}
