package datong.oversight;

import datong.audit.AuditEvent;
import datong.oversight.Unusual.Rule;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** Where findings are kept. What is written is durable, with its audit event, when a call returns. */
public interface Findings {
    /** The last day that was judged for good. */
    Optional<LocalDate> judged();

    void judged(LocalDate day);

    /** Keeps a finding with its event; one that is known and not yet looked at takes the newer numbers, without an event. */
    void keep(Unusual finding, AuditEvent event);

    /** Whether there is one of this rule about the same on a day before this one, since another. */
    boolean known(Rule rule, String about, LocalDate since, LocalDate before);

    Optional<Unusual> find(String id);

    /** Those not looked at first, then the newest. */
    List<Unusual> newest(boolean openOnly, int most);

    /** False, and nothing is written, if somebody looked at it already. */
    boolean review(String id, Unusual.Review review, AuditEvent event);
}
