package datong.sharing;

import datong.audit.AuditEvent;
import java.util.List;
import java.util.Optional;

/** Where applications are kept. What is written is durable, with its audit event, when a call returns. */
public interface Applications {
    void begin(Application application, AuditEvent event);

    /** False, and nothing is written, if another step came first. */
    boolean step(Application after, AuditEvent event);

    Optional<Application> find(String id);

    /** Whether its grant counts: it has been delivered, and is neither suspended nor ended. Quick; what a step changed counts when {@link #step} returns. */
    boolean inUse(String id);

    /** The last changed first. @param organisation empty: of all; else those that it applied for or provides */
    List<Application> newest(Optional<String> organisation, int most);

    /** All that may still move. */
    List<Application> open();

    /** False, and nothing is written, if it was recorded before. */
    boolean record(Finding finding, AuditEvent event);

    /** The newest first. @param organisation empty: of all; else of whom it is about */
    List<Finding> findings(Optional<String> organisation, int most);

    List<Finding> findingsOf(String application);
}
