package datong.catalogue;

import datong.audit.AuditEvent;
import datong.policy.Subject;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/** The audit events of submissions, {@code CATALOGUE_…}. @param ids a new ULID each time */
public record SubmissionEvents(Supplier<String> ids, Clock clock) {
    AuditEvent of(String what, Submission submission, String clientAddress, Subject subject, Map<String, String> further) {
        Map<String, String> details = new TreeMap<>(further);
        details.put("submission", submission.id());
        details.put("provider", submission.provider());
        details.put("kind", submission.kind().name());
        return new AuditEvent(ids.get(), clock.instant(), "CATALOGUE_" + what, subject.id(), subject.organisation(), "", "", "", submission.id(), submission.dataset(), List.of(), "", 0, 0,
                "DONE", "R-809-10", List.of(), "", clientAddress, "", details);
    }
}
