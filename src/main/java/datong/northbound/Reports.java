package datong.northbound;

import datong.audit.AuditEvent;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What is on its way to the superior platform, in the order in which it was entered. What is written is durable when a call returns. */
public interface Reports {
    /** Those of the keys that were never entered. */
    Set<String> unknown(Collection<String> keys);

    /** One with a known key is left out. */
    void enter(List<Report> reports);

    /** The oldest that waits. */
    Optional<Report> next();

    void tried(String key);

    /** With its event. False if it did not wait any more. */
    boolean sent(String key, Instant at, AuditEvent event);

    boolean refused(String key, Instant at, String why, AuditEvent event);

    /** A refused one waits again. */
    boolean again(String key, AuditEvent event);

    /** The newest first. */
    List<Report> in(Report.State state, int most);

    Map<Report.State, Long> counts();
}
