package datong.query;

import datong.audit.AuditLog;
import datong.audit.LogIndex;
import datong.ledger.Ledger;
import datong.ledger.LedgerRow;
import datong.ledger.Selection;
import datong.policy.AccessDecisions;
import datong.policy.AccessRequest;
import datong.policy.Decision;
import datong.policy.UsageCounter;
import datong.protection.ProtectedRow;
import datong.protection.Protector;
import datong.protection.Recipient;
import datong.schema.Datasets;
import datong.schema.LedgerSchema;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * Answers questions.
 *
 * <p>Promise: no answer, refusals included, returns before its audit event is durable; {@link AuditLog.AuditUnavailable} passes
 * through and nothing is answered.
 */
public final class QueryConductor implements Queries {
    private final QuestionReader reader;
    private final PageCursors cursors;
    private final AccessDecisions decisions;
    private final Ledger ledger;
    private final Protector protector;
    private final QueryAudit audit;
    private final UsageCounter usage;
    private final Clock clock;

    /** @param redaction of reasons, before they are logged; @param ids a new identifier for each audit event, a ULID */
    public QueryConductor(Datasets datasets, Supplier<LedgerSchema> schema, AccessDecisions decisions, Ledger ledger, Protector protector,
            AuditLog log, UsageCounter usage, KeyedDigest digest, UnaryOperator<String> redaction, Supplier<String> ids, Clock clock) {
        this.cursors = new PageCursors(digest);
        this.reader = new QuestionReader(datasets, schema, cursors);
        this.decisions = decisions;
        this.ledger = ledger;
        this.protector = protector;
        this.audit = new QueryAudit(log, digest, redaction, ids, clock);
        this.usage = usage;
        this.clock = clock;
    }

    @Override
    public QueryAnswer ask(QueryRequest request) {
        Question question;
        try {
            question = reader.read(request);
        } catch (InvalidQuestion invalid) {
            return invalid.answer();
        }
        return switch (decisions.decide(access(question))) {
            case Decision.Denied denied -> refuse(question, denied);
            case Decision.Permitted permitted -> reveal(question, permitted);
        };
    }

    private AccessRequest access(Question question) {
        QueryRequest request = question.request();
        return new AccessRequest(request.subject(), request.dataset(), question.dataset().element(), question.items(), question.action(),
                request.purpose(), request.scene(), request.caseNumber(), request.limit(), clock.instant());
    }

    private QueryAnswer refuse(Question question, Decision.Denied denied) {
        return new QueryAnswer.Refused(denied, audit.refused(question, denied).value());
    }

    private QueryAnswer reveal(Question question, Decision.Permitted permitted) {
        try {
            QueryPlan plan = QueryPlan.of(question, permitted);
            Protector.Plan protection = protector.plan(plan.fetched(), plan.treatments(),
                    new Recipient(question.request().subject().organisation(), question.request().purpose()));
            return answer(question, plan, protection);
        } catch (RefusedQuestion refused) {
            return refuse(question, refused.denied(permitted.policyVersion()));
        } catch (Protector.ProtectionRefused refused) {
            return refuse(question, new Decision.Denied(Decision.Check.ITEM_LEVEL, "PROTECTION", refused.getMessage(), permitted.policyVersion()));
        }
    }

    private QueryAnswer answer(Question question, QueryPlan plan, Protector.Plan protection) {
        DayAllowance allowance = DayAllowance.reserve(usage, question, plan, LocalDate.ofInstant(clock.instant(), FilterValues.ZONE));
        UsageCounter.Used shown = UsageCounter.Used.NOTHING;
        try {
            List<LedgerRow> read = ledger.read(plan.selection());
            boolean more = read.size() > plan.limit();
            if (more && question.lookup()) {
                throw new RefusedQuestion(Decision.Check.VOLUME, "LOOKUP_NOT_SINGLE", "a look-up is for one record and more than one matches; ask with a higher limit as a query");
            }
            List<LedgerRow> rows = more ? read.subList(0, plan.limit()) : read;
            List<LedgerRow> kept = Children.of(plan).kept(question, rows);
            Optional<String> next = more ? Optional.of(cursors.write(after(question, plan, rows.getLast()), question.fingerprint())) : Optional.empty();
            QueryAnswer.Answered answered = answered(question, plan, protection, kept, next);
            shown = new UsageCounter.Used(kept.size(), plan.persons(kept));
            return answered;
        } finally {
            allowance.keep(shown);
        }
    }

    private QueryAnswer.Answered answered(Question question, QueryPlan plan, Protector.Plan protection, List<LedgerRow> rows, Optional<String> next) {
        List<ProtectedRow> protectedRows = rows.stream().map(protection::protect).toList();
        LogIndex index = audit.answered(question, plan, rows, plan.persons(rows));
        return new QueryAnswer.Answered(protection.items(), protectedRows, next, plan.words(question), plan.permitted().rule(),
                plan.permitted().policyVersion(), index.value());
    }

    private static Selection.Cursor after(Question question, QueryPlan plan, LedgerRow last) {
        List<Object> values = new ArrayList<>();
        question.sorted().forEach(part -> values.add(last.values()[plan.fetched().indexOf(part.item())]));
        return new Selection.Cursor(values, last.id());
    }
}
