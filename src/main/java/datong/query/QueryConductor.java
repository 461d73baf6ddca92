package datong.query;

import datong.audit.AuditLog;
import datong.audit.LogIndex;
import datong.ledger.Ledger;
import datong.policy.AccessDecisions;
import datong.policy.Decision;
import datong.policy.UsageCounter;
import datong.protection.ProtectedRow;
import datong.protection.Protector;
import datong.schema.Datasets;
import datong.schema.LedgerSchema;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
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

    /** Knows of no decoys. */
    public QueryConductor(Datasets datasets, Supplier<LedgerSchema> schema, AccessDecisions decisions, Ledger ledger, Protector protector,
            AuditLog log, UsageCounter usage, KeyedDigest digest, UnaryOperator<String> redaction, Supplier<String> ids, Clock clock) {
        this(datasets, schema, decisions, ledger, protector, log, usage, digest, redaction, value -> Optional.empty(), ids, clock);
    }

    /**
     * @param redaction of reasons, before they are logged
     * @param decoys which release a value comes from that no real record has; a look-up of it is noted
     * @param ids a new identifier for each audit event, a ULID
     */
    public QueryConductor(Datasets datasets, Supplier<LedgerSchema> schema, AccessDecisions decisions, Ledger ledger, Protector protector,
            AuditLog log, UsageCounter usage, KeyedDigest digest, UnaryOperator<String> redaction, Function<String, Optional<String>> decoys, Supplier<String> ids, Clock clock) {
        this.cursors = new PageCursors(digest);
        this.reader = new QuestionReader(datasets, schema, cursors);
        this.decisions = decisions;
        this.ledger = ledger;
        this.protector = protector;
        this.audit = new QueryAudit(log, digest, redaction, decoys, ids, clock);
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
        return switch (decisions.decide(question.access(clock.instant()))) {
            case Decision.Denied denied -> refuse(question, denied);
            case Decision.Permitted permitted -> reveal(question, permitted);
        };
    }

    private QueryAnswer refuse(Question question, Decision.Denied denied) {
        return new QueryAnswer.Refused(denied, audit.refused(question, denied).value());
    }

    private QueryAnswer reveal(Question question, Decision.Permitted permitted) {
        try {
            return answer(question, Answering.of(question, permitted, protector));
        } catch (RefusedQuestion refused) {
            return refuse(question, refused.denied(permitted.policyVersion()));
        } catch (Protector.ProtectionRefused refused) {
            return refuse(question, new Decision.Denied(Decision.Check.ITEM_LEVEL, "PROTECTION", refused.getMessage(), permitted.policyVersion()));
        }
    }

    private QueryAnswer answer(Question question, Answering answering) {
        QueryPlan plan = answering.plan();
        DayAllowance allowance = DayAllowance.reserve(usage, question, plan, today());
        UsageCounter.Used shown = UsageCounter.Used.NOTHING;
        try {
            Answering.Page page = answering.read(ledger, plan.selection(), today());
            QueryAnswer.Answered answered = answered(question, answering, page);
            shown = new UsageCounter.Used(page.rows().size(), plan.persons(page.rows()));
            return answered;
        } finally {
            allowance.keep(shown);
        }
    }

    private QueryAnswer.Answered answered(Question question, Answering answering, Answering.Page page) {
        QueryPlan plan = answering.plan();
        Optional<String> next = page.last().map(last -> cursors.write(answering.cursor(last), question.fingerprint()));
        List<ProtectedRow> rows = answering.protect(page.rows());
        LogIndex index = audit.answered(question, plan, page.rows(), plan.persons(page.rows()));
        return new QueryAnswer.Answered(answering.protection().items(), rows, next, plan.words(question), plan.permitted().rule(), plan.permitted().policyVersion(), index.value());
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), FilterValues.ZONE);
    }
}
