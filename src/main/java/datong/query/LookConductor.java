package datong.query;

import datong.audit.AuditLog;
import datong.ledger.Ledger;
import datong.ledger.LedgerRow;
import datong.ledger.Selection;
import datong.policy.AccessDecisions;
import datong.policy.AccessRequest;
import datong.policy.Action;
import datong.policy.Decision;
import datong.policy.Reasons;
import datong.policy.Treatment;
import datong.policy.UsageCounter;
import datong.protection.ProtectedRow;
import datong.protection.Protector;
import datong.schema.Datasets;
import datong.schema.ItemDefinition;
import datong.schema.ItemName;
import datong.schema.Json;
import datong.schema.LedgerSchema;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Looks at what somebody else would see.
 *
 * <p>Promise: the values shown are those the other would get, and the viewer has asked for the same records by their own right, on the ordinary way
 * with its audit event and its limits, and was shown at least as much of each value. Where they were not, only treatments are shown, and it stays
 * hidden which records there are.
 */
public final class LookConductor implements Looks {
    /** Records at a time. */
    static final int SHOWN = 5;
    /** What the other would have to say for items of level L4. */
    private static final Optional<String> SOME_REASON = Optional.of("what would they see");
    private final QuestionReader reader;
    private final Supplier<LedgerSchema> schema;
    private final AccessDecisions decisions;
    private final Reasons reasons;
    private final Ledger ledger;
    private final Protector protector;
    private final Queries own;
    private final UsageCounter usage;
    private final LookAudit audit;
    private final Draw draw;
    private final Clock clock;

    /** @param own the ordinary way, for the viewer's own question; @param ids a new identifier for each audit event, a ULID */
    public LookConductor(Datasets datasets, Supplier<LedgerSchema> schema, AccessDecisions decisions, Reasons reasons, Ledger ledger, Protector protector, Queries own,
            AuditLog log, UsageCounter usage, KeyedDigest digest, Supplier<String> ids, Random random, Clock clock) {
        this.reader = new QuestionReader(datasets, schema, new PageCursors(digest));
        this.schema = schema;
        this.decisions = decisions;
        this.reasons = reasons;
        this.ledger = ledger;
        this.protector = protector;
        this.own = own;
        this.usage = new UsageUncounted(usage);
        this.audit = new LookAudit(log, ids, clock);
        this.draw = new Draw(ledger, random);
        this.clock = clock;
    }

    @Override
    public LookAnswer look(Look look) {
        Question question;
        try {
            question = reader.read(asked(look));
        } catch (InvalidQuestion invalid) {
            return new LookAnswer.Invalid(invalid.answer().code(), invalid.getMessage());
        }
        AccessRequest access = question.access(clock.instant());
        return switch (decisions.decide(access)) {
            case Decision.Denied denied -> refused(look, question, denied);
            case Decision.Permitted permitted -> permitted(look, question, permitted);
        };
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), FilterValues.ZONE);
    }

    private static QueryRequest asked(Look look) {
        List<QueryRequest.Filter> byId = look.recordId().map(id -> new QueryRequest.Filter(Question.RECORD_ID, Selection.Operator.EQ, List.of(id))).stream().toList();
        return new QueryRequest(look.asWhom(), look.dataset(), List.of(), byId, List.of(), Optional.empty(), byId.isEmpty() ? SHOWN : 1, look.purpose(), look.scene(), look.caseNumber(),
                SOME_REASON, look.clientAddress());
    }

    private LookAnswer refused(Look look, Question question, Decision.Denied denied) {
        return new LookAnswer.Refused(denied, reasons.reasons(question.access(clock.instant())), question.selected(), audit.refused(look, denied));
    }

    private LookAnswer permitted(Look look, Question question, Decision.Permitted permitted) {
        try {
            Answering answering = Answering.of(question, permitted, protector);
            DayAllowance.reserve(usage, question, answering.plan(), today());
            return shown(look, answering);
        } catch (RefusedQuestion refused) {
            return refused(look, question, refused.denied(permitted.policyVersion()));
        } catch (Protector.ProtectionRefused refused) {
            return refused(look, question, new Decision.Denied(Decision.Check.ITEM_LEVEL, "PROTECTION", refused.getMessage(), permitted.policyVersion()));
        }
    }

    private LookAnswer shown(Look look, Answering answering) {
        Question question = answering.question();
        Decision.Permitted permitted = answering.plan().permitted();
        Set<ItemName> drawing = OwnSight.drawing(permitted.scope(), question.dataset(), schema.get());
        List<Selection.Condition> accusingNobody = OwnSight.accusingNobody(permitted.scope(), question.dataset());
        Optional<OwnSight> sight = sight(look, question, drawing);
        LookAnswer.Sight how = sight.isEmpty() ? LookAnswer.Sight.NONE
                : sight.get().seesReach(drawing, question.dataset(), !accusingNobody.isEmpty()) ? LookAnswer.Sight.OWN : LookAnswer.Sight.REACH_HIDDEN;
        List<LookAnswer.Seen> records = how == LookAnswer.Sight.OWN ? records(look, answering, sight.get(), drawing, accusingNobody) : List.of();
        long index = audit.shown(look, answering, how, records);
        return new LookAnswer.Shown(question.selected(), answering.plan().words(question), permitted.scope().words(), permitted,
                reasons.reasons(question.access(clock.instant())), how, records, index);
    }

    private Optional<OwnSight> sight(Look look, Question question, Set<ItemName> drawing) {
        Set<ItemName> items = new HashSet<>(question.items());
        items.addAll(drawing);
        AccessRequest access = new AccessRequest(look.viewer(), look.dataset(), question.dataset().element(), items, Action.QUERY, look.ownPurpose(), Optional.empty(),
                Optional.empty(), SHOWN, clock.instant());
        boolean sameRecipient = look.viewer().organisation().equals(look.asWhom().organisation()) && look.ownPurpose().equals(look.purpose());
        return OwnSight.of(decisions.decide(access), sameRecipient);
    }

    private List<LookAnswer.Seen> records(Look look, Answering answering, OwnSight sight, Set<ItemName> drawing, List<Selection.Condition> accusingNobody) {
        Selection asked = with(answering.plan().selection(), accusingNobody);
        List<LedgerRow> rows = answering.read(ledger, look.recordId().isPresent() ? asked : draw.from(asked), today()).rows();
        List<ItemName> items = sight.shown(answering.protection().items(), drawing);
        if (rows.isEmpty() || items.isEmpty()) {
            return List.of();
        }
        QueryRequest question = new QueryRequest(look.viewer(), look.dataset(), items,
                List.of(new QueryRequest.Filter(Question.RECORD_ID, Selection.Operator.IN, rows.stream().map(row -> row.id().value()).toList())), List.of(), Optional.empty(), SHOWN,
                look.ownPurpose(), Optional.empty(), Optional.empty(), Optional.empty(), look.clientAddress());
        if (!(own.ask(question) instanceof QueryAnswer.Answered answered)) {
            return List.of();
        }
        Map<String, ProtectedRow> mine = answered.rows().stream().filter(row -> sees(row, answered.items(), drawing)).collect(Collectors.toMap(row -> row.id().value(), Function.identity()));
        return answering.protect(rows).stream().filter(row -> mine.containsKey(row.id().value()))
                .map(row -> seen(row, mine.get(row.id().value()), answered.items(), answering, sight)).toList();
    }

    /** Of a child its division may be withheld: then who reaches the record is not shown either. */
    private static boolean sees(ProtectedRow mine, List<ItemDefinition> items, Set<ItemName> drawing) {
        return IntStream.range(0, items.size()).noneMatch(at -> drawing.contains(items.get(at).name()) && items.get(at).personalData().personal() && mine.values().get(at) == null);
    }

    private static Selection with(Selection asked, List<Selection.Condition> further) {
        return new Selection(asked.dataset(), asked.element(), asked.items(), asked.scope(), Stream.concat(asked.conditions().stream(), further.stream()).toList(), asked.order(),
                asked.after(), asked.limit());
    }

    private static LookAnswer.Seen seen(ProtectedRow theirs, ProtectedRow mine, List<ItemDefinition> mineItems, Answering answering, OwnSight sight) {
        List<LookAnswer.Result> results = new ArrayList<>();
        List<ItemDefinition> items = answering.protection().items();
        for (int at = 0; at < items.size(); at++) {
            ItemDefinition item = items.get(at);
            int own = mineItems.indexOf(item);
            Treatment treatment = answering.plan().permitted().treatments().get(item.name());
            results.add(own < 0 || !sight.covers(item.name(), treatment) ? new LookAnswer.Result.FormOnly()
                    : result(theirs.values().get(at), mine.values().get(own), answering.question()));
        }
        return new LookAnswer.Seen(theirs.id(), results);
    }

    /** What is withheld from the viewer, of a child for one, may be shown on behalf of a case: then it stays open whether it is there. */
    private static LookAnswer.Result result(Object theirs, Object mine, Question question) {
        if (mine == null) {
            return theirs != null || question.request().caseNumber().isPresent() ? new LookAnswer.Result.FormOnly() : new LookAnswer.Result.Absent();
        }
        return theirs == null ? new LookAnswer.Result.Absent() : new LookAnswer.Result.Value(theirs instanceof Json json ? json.text() : theirs.toString());
    }
}
