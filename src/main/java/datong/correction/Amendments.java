package datong.correction;

import datong.ledger.SubjectId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Corrected values, each in force until its source delivers another than the wrong one. */
public interface Amendments {
    /**
     * @param key by which the ledger knows the record
     * @param wrong what the ledger held; @param right null where there should be nothing
     */
    record Amendment(Dispute dispute, String source, String output, String key, SubjectId subject, Object wrong, Object right, Instant at, String by) {}

    /** One in force whose record was written again by somebody else. */
    record Overwritten(Dispute dispute, SubjectId subject) {}

    /** In force when it returns; replaces one of the same value, and then stands against what the source delivers as that one did. */
    void keep(Amendment amendment);

    /** The corrected value stands in the ledger, by that batch (ULID). */
    void stands(String dispute, String batch);

    /** As if it had never been made. */
    void forget(String dispute);

    List<Overwritten> overwritten();

    /** Whether the value is the wrong one still. */
    boolean wrong(Dispute dispute, Object value);

    /** What is right by it; the outer one empty if the person has been erased, the inner one for no value. */
    Optional<Optional<Object>> right(Dispute dispute, SubjectId subject);

    /** The source delivers something else now. */
    void over(String dispute, Instant at, datong.audit.AuditEvent event);
}
