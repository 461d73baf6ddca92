package datong.query;

import datong.audit.AuditEvent;
import datong.audit.AuditLog;
import datong.audit.LogIndex;
import datong.ledger.LedgerRow;
import datong.ledger.Selection.Operator;
import datong.policy.Decision;
import datong.schema.ItemName;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** Writes what was asked and what came of it; no value of a filter, but its keyed digest, and a reason without personal data. */
final class QueryAudit {
    private final AuditLog log;
    private final KeyedDigest digest;
    private final UnaryOperator<String> redaction;
    private final Supplier<String> ids;
    private final Function<String, Optional<String>> decoys;
    private final Clock clock;

    QueryAudit(AuditLog log, KeyedDigest digest, UnaryOperator<String> redaction, Supplier<String> ids, Clock clock) {
        this(log, digest, redaction, value -> Optional.empty(), ids, clock);
    }

    /** @param decoys where a value comes from that no real record has */
    QueryAudit(AuditLog log, KeyedDigest digest, UnaryOperator<String> redaction, Function<String, Optional<String>> decoys, Supplier<String> ids, Clock clock) {
        this.decoys = decoys;
        this.log = log;
        this.digest = digest;
        this.redaction = redaction;
        this.ids = ids;
        this.clock = clock;
    }

    LogIndex refused(Question question, Decision.Denied denied) {
        Map<String, String> details = details(question);
        details.put("action", question.action().name());
        details.put("check", denied.check().name());
        return log.append(event(question, "REFUSED", "", 0, 0, "DENIED", denied.rule(), List.of(), denied.policyVersion(), List.of(), details));
    }

    LogIndex answered(Question question, QueryPlan plan, List<LedgerRow> rows, long persons) {
        return answered(question, plan, rows, persons, details(question));
    }

    /** @param removed records of which only was told that they are gone */
    LogIndex told(Question question, QueryPlan plan, List<LedgerRow> rows, long persons, String exit, long removed) {
        Map<String, String> details = details(question);
        details.put("exit", exit);
        details.put("removed", String.valueOf(removed));
        return answered(question, plan, rows, persons, details);
    }

    private LogIndex answered(Question question, QueryPlan plan, List<LedgerRow> rows, long persons, Map<String, String> details) {
        return log.append(event(question, question.action().name(), rows.isEmpty() ? "" : plan.level().name(), rows.size(), persons, "PERMITTED",
                plan.permitted().rule(), obligations(question, plan), plan.permitted().policyVersion(), personKeys(plan, rows), details));
    }

    private List<String> personKeys(QueryPlan plan, List<LedgerRow> rows) {
        return plan.showsPersons() ? rows.stream().map(LedgerRow::subject).distinct().map(subject -> PersonKey.of(subject, digest).value()).toList() : List.of();
    }

    private AuditEvent event(Question question, String kind, String level, long records, long persons, String decision, String rule,
            List<String> obligations, String policyVersion, List<String> personKeys, Map<String, String> details) {
        QueryRequest request = question.request();
        return new AuditEvent(ids.get(), clock.instant(), kind, request.subject().id(), request.subject().organisation(),
                request.caseNumber().orElse(""), request.scene().orElse(""), request.purpose(), "", request.dataset().value(),
                question.items().stream().map(ItemName::value).toList(), level, records, persons, decision, rule, obligations, policyVersion,
                request.clientAddress(), HexFormat.of().formatHex(question.fingerprint()), personKeys, Map.copyOf(details));
    }

    /** Who was looked up, as a digest: the same person asked for twice can be seen, but not who it is. */
    private Map<String, String> details(Question question) {
        Map<String, String> details = new TreeMap<>();
        question.request().reason().map(String::strip).filter(reason -> !reason.isEmpty())
                .ifPresent(reason -> details.put("reason", redaction.apply(reason.substring(0, Math.min(QueryRequest.LONGEST_REASON, reason.length())))));
        for (Question.Compared part : question.compared()) {
            if (part.item().lookup() && part.condition().operator() == Operator.EQ) {
                String key = "lookup\0" + part.item().name() + "\0" + part.condition().values().getFirst();
                decoys.apply(String.valueOf(part.condition().values().getFirst())).ifPresent(release -> details.put("canary", release));
                details.put("lookup." + part.item().name(), HexFormat.of().formatHex(digest.digest(key.getBytes(StandardCharsets.UTF_8))));
            }
        }
        return details;
    }

    private static List<String> obligations(Question question, QueryPlan plan) {
        List<String> obligations = new ArrayList<>(plan.permitted().obligations());
        plan.words(question).forEach((item, word) -> obligations.add(item + "=" + word));
        return List.copyOf(obligations);
    }
}
