package datong.query;

import datong.audit.AuditLog;
import datong.ledger.Changes;
import datong.ledger.EntryId;
import datong.ledger.Ledger;
import datong.ledger.LedgerRow;
import datong.policy.AccessDecisions;
import datong.policy.Action;
import datong.policy.Decision;
import datong.policy.UsageCounter;
import datong.policy.UsageCounter.Used;
import datong.protection.Protector;
import datong.schema.Datasets;
import datong.schema.LedgerSchema;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * Tells what changed.
 *
 * <p>Promise: a page of changes is decided, counted, protected and audited as a page of a query is, and no record of it is shown otherwise than a query of the same caller
 * would show it. Nothing that became durable is passed over.
 */
public final class ChangeConductor implements ChangeQueries {
    private final QuestionReader reader;
    private final ChangeCursors cursors;
    private final AccessDecisions decisions;
    private final Ledger ledger;
    private final Changes changes;
    private final Protector protector;
    private final QueryAudit audit;
    private final UsageCounter usage;
    private final Clock clock;

    /** @param digest under the key in use; @param allDigests under every key there was; @param redaction of reasons, before they are logged; @param ids a new identifier for each audit event, a ULID */
    public ChangeConductor(Datasets datasets, Supplier<LedgerSchema> schema, AccessDecisions decisions, Ledger ledger, Changes changes, Protector protector, AuditLog log,
            UsageCounter usage, KeyedDigest digest, Supplier<List<KeyedDigest>> allDigests, UnaryOperator<String> redaction, Supplier<String> ids, Clock clock) {
        this.reader = new QuestionReader(datasets, schema, new PageCursors(digest));
        this.cursors = new ChangeCursors(changes, digest, allDigests);
        this.decisions = decisions;
        this.ledger = ledger;
        this.changes = changes;
        this.protector = protector;
        this.audit = new QueryAudit(log, digest, redaction, ids, clock);
        this.usage = usage;
        this.clock = clock;
    }

    @Override
    public ChangeAnswer changes(ChangeRequest request) {
        return ask(request, (answering, since) -> counted(request, answering, changes.read(answering.plan().selection(), since, answering.plan().limit())));
    }

    @Override
    public ChangeAnswer follow(ChangeRequest request) {
        return ask(request, (answering, since) -> {
            Changes.Read read = changes.read(answering.plan().selection(), since, answering.plan().limit());
            return read.changes().isEmpty() ? page(answering, List.of(), read, OptionalLong.empty()) : counted(request, answering, read);
        });
    }

    @Override
    public ChangeAnswer standing(ChangeRequest request) {
        return ask(request, (answering, since) -> page(answering, List.of(), new Changes.Read(List.of(), since, true), OptionalLong.empty()));
    }

    private interface Permission {
        ChangeAnswer use(Answering answering, Changes.Position since);
    }

    private ChangeAnswer ask(ChangeRequest request, Permission permission) {
        try {
            Question question = reader.read(request.question()).as(Action.QUERY);
            Changes.Position since = cursors.read(request);
            return switch (decisions.decide(question.access(clock.instant()))) {
                case Decision.Denied denied -> refuse(question, denied);
                case Decision.Permitted permitted -> permitted(question, permitted, since, permission);
            };
        } catch (InvalidQuestion invalid) {
            return new ChangeAnswer.Invalid(invalid.answer());
        } catch (Changes.PositionOver over) {
            return new ChangeAnswer.Invalid(ChangeCursors.over().answer());
        }
    }

    private ChangeAnswer permitted(Question question, Decision.Permitted permitted, Changes.Position since, Permission permission) {
        try {
            return permission.use(Answering.of(question, permitted, protector), since);
        } catch (RefusedQuestion refused) {
            return refuse(question, refused.denied(permitted.policyVersion()));
        } catch (Protector.ProtectionRefused refused) {
            return refuse(question, new Decision.Denied(Decision.Check.ITEM_LEVEL, "PROTECTION", refused.getMessage(), permitted.policyVersion()));
        }
    }

    private ChangeAnswer refuse(Question question, Decision.Denied denied) {
        return new ChangeAnswer.Refused(denied, audit.refused(question, denied).value());
    }

    /** As a query would show them: without what is withheld of them, or not at all. */
    private List<Changes.Change> told(Answering answering, List<Changes.Change> read) {
        Withholding withholding = Withholding.of(answering.question(), answering.plan(), ledger, today());
        Map<EntryId, LedgerRow> current = kept(withholding, read, true);
        Map<EntryId, LedgerRow> gone = kept(withholding, read, false);
        return read.stream().filter(change -> (change.current() ? current : gone).containsKey(change.row().id()))
                .map(change -> change.current() ? new Changes.Change(change.at(), current.get(change.row().id()), true) : change).toList();
    }

    private static Map<EntryId, LedgerRow> kept(Withholding withholding, List<Changes.Change> read, boolean current) {
        return withholding.kept(read.stream().filter(change -> change.current() == current).map(Changes.Change::row).toList()).stream()
                .collect(Collectors.toMap(LedgerRow::id, row -> row, (first, second) -> second));
    }

    private ChangeAnswer counted(ChangeRequest request, Answering answering, Changes.Read read) {
        List<Changes.Change> told = told(answering, read.changes());
        List<LedgerRow> rows = told.stream().filter(Changes.Change::current).map(Changes.Change::row).toList();
        Used shown = new Used(rows.size(), answering.plan().persons(rows));
        DayAllowance allowance = DayAllowance.reserve(usage, request.question().subject().id(), request.question().dataset(), shown, answering.plan().permitted().daily(), today());
        boolean audited = false;
        try {
            List<ChangeAnswer.Change> changes = protect(answering, told);
            long index = audit.told(answering.question(), answering.plan(), rows, shown.persons(), request.exit(), told.size() - rows.size()).value();
            audited = true;
            return page(answering, changes, read, OptionalLong.of(index));
        } finally {
            allowance.keep(audited ? shown : Used.NOTHING);
        }
    }

    private List<ChangeAnswer.Change> protect(Answering answering, List<Changes.Change> told) {
        byte[] fingerprint = answering.question().fingerprint();
        return told.stream().map(change -> new ChangeAnswer.Change(cursors.write(change.at(), fingerprint), change.row().id(),
                change.current() ? Optional.of(answering.protection().protect(change.row())) : Optional.empty())).toList();
    }

    private ChangeAnswer.Page page(Answering answering, List<ChangeAnswer.Change> changes, Changes.Read read, OptionalLong index) {
        QueryPlan plan = answering.plan();
        return new ChangeAnswer.Page(answering.protection().items(), changes, cursors.write(read.reached(), answering.question().fingerprint()), read.more(), plan.words(answering.question()),
                plan.permitted().rule(), plan.permitted().policyVersion(), permission(plan), index);
    }

    private static String permission(QueryPlan plan) {
        return plan.permitted().scope() + " " + plan.fetched().stream().map(item -> item.name().value()).toList() + " " + plan.treatments();
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), FilterValues.ZONE);
    }
}
