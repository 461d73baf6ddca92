package datong.review;

import datong.audit.AuditEvent;
import datong.audit.AuditLog;
import datong.policy.Subject;
import java.time.Clock;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** What the log says about changes of policies; each event is durable before the change goes on. */
public final class PolicyEvents {
    private static final String SAVED = "POLICY_SAVED";
    private static final String COMPARED = "POLICY_COMPARED";
    private static final String APPROVED = "POLICY_APPROVED";
    private static final String TAKEN_BACK = "POLICY_TAKEN_BACK";
    private static final List<String> KINDS = List.of(SAVED, COMPARED, APPROVED, TAKEN_BACK, "POLICY_IN_FORCE");
    private final AuditLog log;
    private final Function<String, List<AuditEvent>> newest;
    private final Supplier<String> ids;
    private final Clock clock;

    /** @param newest events of a kind, the newest first, up to the last one that was appended */
    public PolicyEvents(AuditLog log, Function<String, List<AuditEvent>> newest, Supplier<String> ids, Clock clock) {
        this.log = log;
        this.newest = newest;
        this.ids = ids;
        this.clock = clock;
    }

    void compared(PolicyComparison.Compared compared, boolean approvalDemanded) {
        Map<String, String> details = new HashMap<>(Map.of("to", compared.to(), "since", compared.since().toString(), "whole", "" + compared.whole(),
                "questions", "" + compared.report().asked().questions(), "differ", "" + compared.report().changed().questions(), "possible", "" + compared.possible(),
                "hidden", "" + compared.hidden(), "then", approvalDemanded ? "waits for approval" : "comes into force"));
        compared.report().changes().keySet().stream().collect(Collectors.groupingBy(PolicyDiff.Change::kind, Collectors.counting()))
                .forEach((kind, items) -> details.put(kind.name().toLowerCase(Locale.ROOT), "" + items));
        append(COMPARED, "hub", "", compared.from(), details);
    }

    /** @param version of the policies as saved, not yet in force */
    void saved(Subject author, String inForce, String version, String file) {
        append(SAVED, author.id(), author.organisation(), inForce, Map.of("to", version, "file", file));
    }

    void approved(String inForce, String version, Subject approver) {
        append(APPROVED, approver.id(), approver.organisation(), inForce, Map.of("to", version));
    }

    void takenBack(Subject author, String inForce, String version) {
        append(TAKEN_BACK, author.id(), author.organisation(), inForce, Map.of("from", version));
    }

    /** Steps of changes: compared, saved, approved, taken back, in force; the newest first. */
    public List<AuditEvent> newest() {
        return KINDS.stream().flatMap(kind -> newest.apply(kind).stream()).sorted(Comparator.comparing(AuditEvent::time).reversed()).toList();
    }

    /** Who saved something while this version was in force: it is part of whatever waits now. */
    Set<String> saversSince(String inForce) {
        return newest.apply(SAVED).stream().filter(event -> event.policyVersion().equals(inForce)).map(AuditEvent::actor).collect(Collectors.toSet());
    }

    private void append(String kind, String actor, String organisation, String inForce, Map<String, String> details) {
        log.append(new AuditEvent(ids.get(), clock.instant(), kind, actor, organisation, "", "", "", "", "", List.of(), "", 0, 0, "DONE", "", List.of(), inForce, "", "", details));
    }
}
