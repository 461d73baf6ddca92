package datong.web.console;

import datong.audit.AuditEvent;
import datong.audit.AuditLog;
import datong.policy.Subject;
import datong.schema.Level;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Notes what a steward looked at, before it is shown, and what somebody was not let see. */
final class ConsoleAudit {
    private final AuditLog log;
    private final Supplier<String> ids;
    private final Supplier<String> policyVersion;
    private final Clock clock;

    ConsoleAudit(AuditLog log, Supplier<String> ids, Supplier<String> policyVersion, Clock clock) {
        this.log = log;
        this.ids = ids;
        this.policyVersion = policyVersion;
        this.clock = clock;
    }

    /** Durable when this returns. @param kind {@code PREVIEW} or {@code QUARANTINE_VIEW} */
    void looked(Subject actor, String kind, String source, long records, Map<String, String> details) {
        log.append(new AuditEvent(ids.get(), clock.instant(), kind, actor.id(), actor.organisation(), "", "", "", "", source, List.of(), Level.L4.name(),
                records, 0, "PERMITTED", "steward-of-source", List.of("L3=mask", "L4=mask"), policyVersion.get(), "", "", details));
    }

    /** A steward's deed about a source, durable when this returns, before it is done. @param kind such as {@code LEAP_ACCEPTED} */
    void did(Subject actor, String kind, String source, Map<String, String> details) {
        log.append(new AuditEvent(ids.get(), clock.instant(), kind, actor.id(), actor.organisation(), "", "", "", "", source, List.of(), "", 0, 0, "PERMITTED",
                "steward-of-source", List.of(), policyVersion.get(), "", "", details));
    }

    /** Durable when this returns. @param page the address's pattern, so that no value in it is written */
    void refused(Optional<Subject> actor, String page, String rule, String clientAddress) {
        log.append(new AuditEvent(ids.get(), clock.instant(), "PAGE_REFUSED", actor.map(Subject::id).orElse("unknown"),
                actor.map(Subject::organisation).orElse(""), "", "", "", "", "", List.of(), "", 0, 0, "DENIED", rule, List.of(), policyVersion.get(),
                clientAddress, "", Map.of("page", page)));
    }

    /** Durable when this returns, before it is done. @param kind {@code NIFI_GROUP_START} or {@code NIFI_GROUP_STOP} */
    void operated(Subject actor, String kind, Map<String, String> details) {
        log.append(new AuditEvent(ids.get(), clock.instant(), kind, actor.id(), actor.organisation(), "", "", "", "", "", List.of(), "", 0, 0, "PERMITTED",
                "role", List.of(), policyVersion.get(), "", "", details));
    }
}
