package datong.sharing;

import datong.audit.AuditEvent;
import datong.policy.Subject;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/** The audit events of the sharing loop, {@code SHARING_…}. @param ids a new ULID each time */
public record SharingEvents(Supplier<String> ids, Clock clock) {
    String newId() {
        return ids.get();
    }

    AuditEvent of(String what, Application application, Subject subject, Map<String, String> further) {
        Map<String, String> details = new TreeMap<>(further);
        details.put("application", application.id());
        details.put("demander", application.terms().demander());
        details.put("provider", application.provider());
        return new AuditEvent(ids.get(), clock.instant(), "SHARING_" + what, subject.id(), subject.organisation(), "", "", "", application.id(), application.terms().dataset(),
                List.of(), "", 0, 0, "DONE", "SHARING", List.of(), "", "", "", details);
    }
}
