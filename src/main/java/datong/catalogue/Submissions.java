package datong.catalogue;

import datong.audit.AuditEvent;
import datong.sharing.Finding;
import java.util.List;
import java.util.Optional;

/** Where submissions are kept. What is written is durable, with its audit event, when a call returns. */
public interface Submissions {
    void begin(Submission submission, AuditEvent event);

    /** False, and nothing is written, if another step came first. */
    boolean step(Submission after, AuditEvent event);

    Optional<Submission> find(String id);

    /** The last changed first. @param provider empty: of all */
    List<Submission> newest(Optional<String> provider, int most);

    /** All that may still move. */
    List<Submission> open();

    /** What a clock told. False, and nothing is written, if it was recorded before. */
    boolean record(Finding finding, AuditEvent event);

    /** The newest first. @param responsible empty: of all */
    List<Finding> findings(Optional<String> responsible, int most);
}
