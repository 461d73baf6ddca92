package datong.correction;

import datong.audit.AuditEvent;
import datong.policy.Subject;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/** The audit events of disputes and recalls; no value of a record. @param ids a new ULID each time */
public record CorrectionEvents(Supplier<String> ids, Clock clock) {
    AuditEvent of(String kind, Dispute dispute, Subject actor, Map<String, String> further) {
        Map<String, String> details = new TreeMap<>(further);
        details.put("dispute", dispute.id());
        details.put("record", dispute.cell().record());
        details.put("demander", dispute.demander());
        details.put("owner", dispute.owner());
        return new AuditEvent(ids.get(), clock.instant(), kind, actor.id(), actor.organisation(), dispute.onBehalf(), "", "", "", dispute.cell().dataset().value(),
                List.of(dispute.cell().item().value()), "", 0, 0, "DONE", "R-809-20", List.of(), "", "", "", details);
    }

    AuditEvent of(String kind, Recall recall, Subject actor, Map<String, String> further) {
        Map<String, String> details = new TreeMap<>(further);
        details.put("recall", recall.id());
        details.put("recipient", recall.organisation());
        return of(kind, recall.dispute(), actor, details);
    }

    AuditEvent listed(String kind, Subject actor, int found) {
        return new AuditEvent(ids.get(), clock.instant(), kind, actor.id(), actor.organisation(), "", "", "", "", "", List.of(), "", 0, 0, "PERMITTED", "R-809-20", List.of(), "", "",
                "", Map.of("found", String.valueOf(found)));
    }
}
