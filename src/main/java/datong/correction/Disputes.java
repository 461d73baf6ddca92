package datong.correction;

import datong.audit.AuditEvent;
import datong.ledger.SubjectId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Where disputes and recalls are kept. What is written is durable, with its audit event, when a call returns. */
public interface Disputes {
    /**
     * What stood in the ledger when the dispute was filed.
     *
     * @param subject under which the record was sealed; @param value null for none, kept as keyed digest only; @param proposed what is held to be right, kept sealed; empty for nothing
     */
    record Seen(SubjectId subject, Object value, String proposed) {}

    /** False, and nothing is written, if the same department disputes the same value already. */
    boolean file(Dispute dispute, Seen seen, AuditEvent event);

    /** Whether the value is the one that stood there when the dispute was filed. */
    boolean seen(Dispute dispute, Object value);

    Optional<Dispute> find(String id);

    /** What was proposed; empty if nothing was, or the person has been erased. */
    Optional<String> proposed(Dispute dispute);

    /** Under which the record was sealed when the dispute was filed. */
    SubjectId subject(Dispute dispute);

    /** The newest first. @param organisation empty: of all; else those it filed or has to answer */
    List<Dispute> newest(Optional<String> organisation, int most);

    List<Dispute> onBehalf(String request);

    /** False, and nothing is written, if it was answered before. */
    boolean answer(Dispute answered, AuditEvent event);

    List<Dispute> open();

    /** False, and nothing is written, if it was noted before. */
    boolean warned(Dispute dispute, Instant at, AuditEvent event);

    boolean breached(Dispute dispute, Instant at, AuditEvent event);

    /** How far the log has been searched for recipients. @param from first event not yet searched */
    record Search(Dispute dispute, long from) {}

    /** Corrected ones whose recipients are still looked for. */
    List<Search> searching();

    /** Keeps who was found, with an event for each who was not known before. @param over whether no further recipient can turn up */
    void found(Search search, List<Recall> recalls, long next, boolean over, Function<Recall, AuditEvent> event);

    Optional<Recall> recall(String id);

    /** The newest first. @param organisation empty: of all */
    List<Recall> recalls(Optional<String> organisation, int most);

    List<Recall> recallsOf(String dispute);

    /** Not acknowledged, and not noted as overdue yet. */
    List<Recall> unacknowledged();

    boolean overdue(Recall recall, Instant at, AuditEvent event);

    /** False, and nothing is written, if it was acknowledged before. */
    boolean acknowledge(Recall recall, Recall.Acknowledgement word, AuditEvent event);
}
