package datong.statistics;

import datong.audit.AuditLog;
import datong.audit.LogIndex;
import datong.ledger.Ledger;
import datong.ledger.Surveys;
import datong.policy.AccessDecisions;
import datong.policy.AccessRequest;
import datong.policy.Action;
import datong.policy.Decision;
import datong.policy.UsageCounter;
import datong.query.DayAllowance;
import datong.query.FilterValues;
import datong.query.InvalidQuestion;
import datong.query.KeyedDigest;
import datong.query.Obligations;
import datong.query.QueryRequest.Filter;
import datong.query.QuestionCodes;
import datong.query.RefusedQuestion;
import datong.query.Suggestion;
import datong.schema.CodeTables;
import datong.schema.Dataset;
import datong.schema.Datasets;
import datong.schema.ItemName;
import datong.schema.LedgerSchema;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * Answers questions for numbers.
 *
 * <p>Promise: no answer, refusals included, returns before its audit event is durable, and none before it is kept and its cost charged durably.
 */
public final class StatisticsConductor implements Statistics {
    private final Datasets datasets;
    private final Offers offers;
    private final QuestionGrids grids;
    private final AccessDecisions decisions;
    private final UsageCounter usage;
    private final Mechanisms mechanisms;
    private final StatisticsAudit audit;
    private final Clock clock;

    /** @param random of noise: for anything but tests a {@link java.security.SecureRandom}. @param ids a new identifier for each audit event, a ULID */
    public StatisticsConductor(Datasets datasets, Supplier<LedgerSchema> schema, Supplier<CodeTables> codes, Offers offers, AccessDecisions decisions, Ledger ledger, Surveys surveys,
            Answers answers, Budgets budgets, UsageCounter usage, AuditLog log, KeyedDigest digest, RandomGenerator random, Supplier<String> ids, Clock clock) {
        this.datasets = datasets;
        this.offers = offers;
        this.grids = new QuestionGrids(schema, codes);
        this.decisions = decisions;
        this.usage = usage;
        this.mechanisms = new Mechanisms(new Counting(surveys, ledger, grids, clock), answers, budgets, random, clock);
        this.audit = new StatisticsAudit(log, digest, ids, clock);
        this.clock = clock;
    }

    @Override
    public StatisticsAnswer ask(StatisticsRequest request) {
        try {
            QuestionCodes.demand(request.purpose(), request.scene(), request.caseNumber());
            Dataset dataset = datasets.find(request.dataset()).orElseThrow(() -> new InvalidQuestion("UNKNOWN_DATASET", "there is no dataset '" + request.dataset() + "'"
                    + Suggestion.of(request.dataset().value(), datasets.all().stream().map(one -> one.code().value()).toList())));
            Offer offer = offers.find(dataset.code()).orElseThrow(() -> new InvalidQuestion("NOT_COUNTED", "the records of dataset " + dataset.code()
                    + " are not counted; a data steward offers it by a file under policies/statistics"));
            Instant state = mechanisms.state(dataset, offer);
            List<Axis> axes = grids.axes(request, dataset, offer, state);
            List<Filter> filters = grids.filters(request, dataset);
            request.sum().ifPresent(item -> grids.sum(item, dataset, offer));
            return decided(new Question(request, dataset, offer, state, axes, filters));
        } catch (InvalidQuestion invalid) {
            return new StatisticsAnswer.Invalid(invalid.answer());
        }
    }

    /** A request whose words are all known; not yet decided. */
    private record Question(StatisticsRequest request, Dataset dataset, Offer offer, Instant state, List<Axis> axes, List<Filter> filters) {
        int cells() {
            return axes.stream().mapToInt(Axis::size).reduce(1, Math::multiplyExact);
        }
    }

    private StatisticsAnswer decided(Question question) {
        StatisticsRequest request = question.request();
        AccessRequest access = new AccessRequest(request.subject(), request.dataset(), question.dataset().element(), grids.items(request), Action.STATISTICS,
                request.purpose(), request.scene(), request.caseNumber(), question.cells(), clock.instant());
        return switch (decisions.decide(access)) {
            case Decision.Denied denied -> refused(request, denied);
            case Decision.Permitted permitted -> permitted(question, permitted);
        };
    }

    private StatisticsAnswer refused(StatisticsRequest request, Decision.Denied denied) {
        return new StatisticsAnswer.Refused(denied, audit.refused(request, grids.items(request), denied).value());
    }

    private StatisticsAnswer permitted(Question question, Decision.Permitted permitted) {
        try {
            Grid grid = grids.grid(question.request(), question.dataset(), question.axes(), question.filters(), permitted);
            if (question.cells() > Obligations.of(permitted).maxRows()) {
                throw new RefusedQuestion(Decision.Check.VOLUME, permitted.rule(), "the answer has more cells than you are given rows; group by fewer items");
            }
            return answered(question, grid, permitted);
        } catch (RefusedQuestion refused) {
            return refused(question.request(), refused.denied(permitted.policyVersion()));
        }
    }

    private StatisticsAnswer answered(Question question, Grid grid, Decision.Permitted permitted) {
        StatisticsRequest request = question.request();
        UsageCounter.Used cells = new UsageCounter.Used(grid.cells(), 0);
        DayAllowance allowance = DayAllowance.reserve(usage, request.subject().id(), request.dataset(), cells, permitted.daily(), LocalDate.ofInstant(clock.instant(), FilterValues.ZONE));
        UsageCounter.Used shown = UsageCounter.Used.NOTHING;
        try {
            Optional<Offer.Summed> summed = request.sum().map(item -> grids.sum(item, question.dataset(), question.offer()));
            Mechanisms.Made made = mechanisms.make(new Mechanisms.Order(request.subject(), question.dataset(), question.offer(), new Counting.Dated(grid, question.state()), summed));
            Set<ItemName> items = grids.items(request);
            LogIndex index = audit.answered(request, items, permitted, made);
            shown = cells;
            return new StatisticsAnswer.Answered(made.kept(), cells(made.kept(), summed), made.noise(), permitted.rule(), permitted.policyVersion(), index.value());
        } finally {
            allowance.keep(shown);
        }
    }

    private static List<StatisticsAnswer.Cell> cells(Answers.Kept kept, Optional<Offer.Summed> summed) {
        List<StatisticsAnswer.Cell> cells = new ArrayList<>();
        for (int cell = 0; cell < kept.counts().length; cell++) {
            int at = cell;
            cells.add(new StatisticsAnswer.Cell(kept.grid().labels(cell), Optional.ofNullable(kept.counts()[cell]), kept.sums().map(sums -> summed.orElseThrow().step().multiply(BigDecimal.valueOf(sums[at])))));
        }
        return cells;
    }
}
