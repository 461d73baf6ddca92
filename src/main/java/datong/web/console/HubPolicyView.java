package datong.web.console;

import datong.audit.AuditEvent;
import datong.policy.Organisations.KnownOrganisation;
import datong.policy.PolicyProblem;
import datong.policy.Subject;
import datong.policy.ranger.PolicyFolder;
import datong.review.Comparisons;
import datong.review.PolicyChanges;
import datong.review.PolicyDesk;
import datong.review.PolicyEvents;
import datong.review.difflib.FileChange;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The review room. */
final class HubPolicyView implements PolicyView {
    private final PolicyFolder policies;
    private final PolicyChanges changes;
    private final PolicyDesk desk;
    private final PolicyEvents events;
    private final Comparisons comparisons;

    HubPolicyView(PolicyFolder policies, PolicyChanges changes, PolicyDesk desk, PolicyEvents events, Comparisons comparisons) {
        this.comparisons = comparisons;
        this.policies = policies;
        this.changes = changes;
        this.desk = desk;
        this.events = events;
    }

    @Override
    public State state() {
        return new State(policies.policyVersion(), policies.problems().stream().map(PolicyProblem::toString).toList(), changes.waiting(), changes.demanded());
    }

    @Override
    public List<String> files() {
        return desk.files();
    }

    @Override
    public Optional<String> text(String file) {
        if (!PolicyDesk.belongs(file)) {
            throw new NotThere(file);
        }
        return desk.text(file);
    }

    @Override
    public List<AuditEvent> steps(int most) {
        return events.newest().stream().limit(most).toList();
    }

    /** That of the change that waits is at hand. */
    @Override
    public Comparisons.Standing compare(String from, String to) {
        return changes.waiting().map(PolicyChanges.Waiting::compared).filter(compared -> compared.from().equals(from) && compared.to().equals(to))
                .<Comparisons.Standing>map(compared -> new Comparisons.Standing.Done(Optional.of(compared))).orElseGet(() -> comparisons.of(from, to));
    }

    @Override
    public List<FileChange> changes(String from, String to) {
        return desk.changes(from, to).orElse(List.of());
    }

    @Override
    public PolicyDesk.Tried attempt(String file, Optional<String> text, Subject author) {
        return desk.attempt(file, text, author);
    }

    @Override
    public PolicyDesk.Saved save(String draft, Subject author) {
        return desk.save(draft, author);
    }

    @Override
    public Map<String, KnownOrganisation> organisations() {
        return policies.organisations().all().stream().collect(Collectors.toMap(KnownOrganisation::creditCode, known -> known));
    }

    @Override
    public PolicyChanges.Approval approve(String version, Subject approver) {
        return changes.approve(version, approver);
    }

    @Override
    public void takeBack(String version, Subject author) {
        desk.takeBack(version, author);
    }
}
