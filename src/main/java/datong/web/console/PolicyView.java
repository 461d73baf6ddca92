package datong.web.console;

import datong.audit.AuditEvent;
import datong.policy.Organisations.KnownOrganisation;
import datong.policy.Subject;
import datong.review.Comparisons;
import datong.review.PolicyChanges;
import datong.review.PolicyDesk;
import datong.review.difflib.FileChange;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The policies in force, their files, and what a change of them would change. Shows no record. */
public interface PolicyView {
    /** @param version {@code none} while nothing is in force; @param problems of the folder as it stands */
    record State(String version, List<String> problems, Optional<PolicyChanges.Waiting> waiting, PolicyChanges.Approved approved) {}

    State state();

    List<String> files();

    /** Empty if there is no such file; a name that does not belong is {@link NotThere}. */
    Optional<String> text(String file);

    /** Steps of changes out of the log, the newest first. */
    List<AuditEvent> steps(int most);

    /** Returns at once, whether it is made already or not. */
    Comparisons.Standing compare(String from, String to);

    List<FileChange> changes(String from, String to);

    /** @param text empty: the file is taken away */
    PolicyDesk.Tried attempt(String file, Optional<String> text, Subject author);

    PolicyDesk.Saved save(String draft, Subject author);

    /** By their credit codes. */
    Map<String, KnownOrganisation> organisations();

    PolicyChanges.Approval approve(String version, Subject approver);

    void takeBack(String version, Subject author);
}
