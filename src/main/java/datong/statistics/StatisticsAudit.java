package datong.statistics;

import datong.audit.AuditEvent;
import datong.audit.AuditLog;
import datong.audit.LogIndex;
import datong.policy.Action;
import datong.policy.Decision;
import datong.query.KeyedDigest;
import datong.schema.ItemName;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;

/** Writes what was counted for whom and what came of it; no value of a filter and no number of a cell. */
final class StatisticsAudit {
    private final AuditLog log;
    private final KeyedDigest digest;
    private final Supplier<String> ids;
    private final Clock clock;

    StatisticsAudit(AuditLog log, KeyedDigest digest, Supplier<String> ids, Clock clock) {
        this.log = log;
        this.digest = digest;
        this.ids = ids;
        this.clock = clock;
    }

    LogIndex refused(StatisticsRequest request, Set<ItemName> items, Decision.Denied denied) {
        return log.append(event(request, items, "REFUSED", 0, "DENIED", denied.rule(), List.of(), denied.policyVersion(),
                Map.of("action", Action.STATISTICS.name(), "check", denied.check().name())));
    }

    LogIndex answered(StatisticsRequest request, Set<ItemName> items, Decision.Permitted permitted, Mechanisms.Made made) {
        Answers.Kept kept = made.kept();
        Map<String, String> details = new TreeMap<>(Map.of("mechanism", kept.mechanism().name(), "terms", kept.terms(), "state", kept.state().toString(),
                "withheld", String.valueOf(kept.withheld())));
        made.noise().ifPresent(noise -> details.put("charged", Epsilon.words(noise.charged())));
        List<String> obligations = new ArrayList<>(permitted.obligations());
        obligations.add(kept.terms());
        return log.append(event(request, items, Action.STATISTICS.name(), kept.counts().length - kept.withheld(), "PERMITTED", permitted.rule(), obligations,
                permitted.policyVersion(), details));
    }

    private AuditEvent event(StatisticsRequest request, Set<ItemName> items, String kind, long cells, String decision, String rule, List<String> obligations,
            String policyVersion, Map<String, String> details) {
        return new AuditEvent(ids.get(), clock.instant(), kind, request.subject().id(), request.subject().organisation(), request.caseNumber().orElse(""),
                request.scene().orElse(""), request.purpose(), "", request.dataset().value(), items.stream().map(ItemName::value).toList(), "", cells, 0, decision, rule,
                List.copyOf(obligations), policyVersion, request.clientAddress(), HexFormat.of().formatHex(digest.digest(words(request).getBytes(StandardCharsets.UTF_8))),
                Map.copyOf(details));
    }

    private static String words(StatisticsRequest request) {
        return "statistics\0" + request.subject().id() + "\0" + request.dataset() + "\0" + request.purpose() + "\0" + request.scene() + "\0" + request.caseNumber() + "\0"
                + request.groups() + "\0" + request.filters() + "\0" + request.sum();
    }
}
