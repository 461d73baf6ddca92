package datong.publication;

import datong.audit.AuditEvent;
import datong.audit.AuditLog;
import datong.audit.LogIndex;
import datong.policy.Subject;
import datong.schema.Level;
import datong.protection.FileEnvelope;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Writes what left and what was not let out. */
final class PublicationAudit {
    private final AuditLog log;
    private final Supplier<String> ids;
    private final Clock clock;

    PublicationAudit(AuditLog log, Supplier<String> ids, Clock clock) {
        this.log = log;
        this.ids = ids;
        this.clock = clock;
    }

    LogIndex unknown(Subject actor, String name) {
        return log.append(event("REFUSED", actor, "", "", List.of(), "", 0, 0, "DENIED", "UNKNOWN_PUBLICATION", List.of(), "",
                Map.of("publication", name.length() > 64 ? name.substring(0, 64) : name)));
    }

    LogIndex refused(Publication publication, Subject actor, String rule, String policyVersion) {
        return log.append(event("REFUSED", actor, publication.purpose(), publication.dataset().value(), items(publication), "", 0, 0, "DENIED", rule,
                List.of(), policyVersion, details(publication)));
    }

    LogIndex released(ReleasePlan plan, Subject actor, int version, RowTally rows, List<Release.File> files, Optional<FileEnvelope> envelope, int canaries) {
        Publication publication = plan.publication();
        Map<String, String> details = details(publication);
        details.put("version", String.valueOf(version));
        details.put("withheld", String.valueOf(rows.withheld()));
        details.put("identifiability", rows.standing().identifiability());
        details.put("deid_grade", String.valueOf(rows.standing().grade()));
        rows.standing().anonymity().ifPresent(shown -> details.put("anonymity", "k=" + shown.reached() + ", suppressed=" + shown.solution().suppressed()));
        details.put("mappings", String.join(", ", rows.mappings()));
        files.forEach(file -> details.put("sha256." + file.name(), file.sha256()));
        details.put("canaries", String.valueOf(canaries));
        envelope.ifPresent(sealed -> details.put("encrypted", sealed.words()));
        List<String> obligations = new ArrayList<>(plan.permitted().obligations());
        plan.words().forEach((item, word) -> obligations.add(item + "=" + word));
        Level highest = plan.columns().stream().map(column -> column.item().level()).reduce(Level.L1, Level::max);
        return log.append(event("RELEASE", actor, publication.purpose(), publication.dataset().value(), items(publication),
                rows.records() == 0 ? "" : highest.name(), rows.records(), rows.persons(), "PERMITTED", plan.permitted().rule(), obligations,
                plan.permitted().policyVersion(), details));
    }

    /** @param kind {@code RELEASE_COMPLETED} or {@code RELEASE_ABANDONED} */
    void settled(String kind, Releases.Unfinished release) {
        log.append(new AuditEvent(ids.get(), clock.instant(), kind, "hub", "", "", "", "", "", "", List.of(), "", release.ready().map(Release::records).orElse(0L),
                0, "DONE", "", List.of(), "", "", "", Map.of("publication", release.publication(), "version", String.valueOf(release.version()),
                "release", release.id())));
    }

    private static List<String> items(Publication publication) {
        return publication.items().stream().map(item -> item.name().value()).toList();
    }

    private static Map<String, String> details(Publication publication) {
        Map<String, String> details = new HashMap<>();
        details.put("publication", publication.name());
        details.put("recipient", publication.recipient().organisation());
        details.put("recipient_class", publication.recipient().group());
        return details;
    }

    private AuditEvent event(String kind, Subject actor, String purpose, String dataset, List<String> items, String level, long records,
            long persons, String decision, String rule, List<String> obligations, String policyVersion, Map<String, String> details) {
        return new AuditEvent(ids.get(), clock.instant(), kind, actor.id(), actor.organisation(), "", "", purpose, "", dataset, items, level,
                records, persons, decision, rule, obligations, policyVersion, "", "", details);
    }
}
