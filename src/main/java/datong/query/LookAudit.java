package datong.query;

import datong.audit.AuditEvent;
import datong.audit.AuditLog;
import datong.policy.Decision;
import datong.schema.ItemName;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/** A look is an event of its own kind, by the one who looks. */
record LookAudit(AuditLog log, Supplier<String> ids, Clock clock) {
    private static final String KIND = "LOOKED_AS";

    long refused(Look look, Decision.Denied denied) {
        return append(look, 0, "DENIED", denied.rule(), denied.policyVersion(), List.of(), Map.of("check", denied.check().name()));
    }

    long shown(Look look, Answering answering, LookAnswer.Sight sight, List<LookAnswer.Seen> records) {
        List<String> items = answering.question().items().stream().map(ItemName::value).toList();
        return append(look, records.size(), "PERMITTED", answering.plan().permitted().rule(), answering.plan().permitted().policyVersion(), items, Map.of("sight", sight.name()));
    }

    private long append(Look look, long records, String decision, String rule, String version, List<String> items, Map<String, String> more) {
        Map<String, String> details = new TreeMap<>(more);
        details.put("as", look.known() ? look.asWhom().id() : "described");
        details.put("as.organisation", look.asWhom().organisation());
        details.put("as.division", look.asWhom().division());
        details.put("as.groups", String.join(" ", look.asWhom().groups().stream().sorted().toList()));
        look.caseNumber().ifPresent(number -> details.put("as.case", number));
        look.recordId().ifPresent(id -> details.put("record", id));
        return log.append(new AuditEvent(ids.get(), clock.instant(), KIND, look.viewer().id(), look.viewer().organisation(), "", look.scene().orElse(""), look.purpose(), "",
                look.dataset().value(), items, "", records, 0, decision, rule, List.of(), version, look.clientAddress(), "", Map.copyOf(details))).value();
    }
}
