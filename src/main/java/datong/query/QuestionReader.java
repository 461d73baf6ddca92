package datong.query;

import datong.ledger.ChildRows;
import datong.ledger.Confided;
import datong.ledger.Selection;
import datong.ledger.Selection.Operator;
import datong.policy.Action;
import datong.schema.Dataset;
import datong.schema.Datasets;
import datong.schema.ElementSchema;
import datong.schema.ItemDefinition;
import datong.schema.ItemName;
import datong.schema.LedgerSchema;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Reads a request against the datasets and the schema in force. */
final class QuestionReader {
    static final int MAX_LIMIT = 10_000;
    private static final int MAX_FILTERS = 20;
    private static final int MAX_ORDERS = 4;
    /** What of the envelope answers a question nobody put in words: where a record is from and how fresh and good it is. */
    private static final List<ItemName> USEFUL = Stream.of("source_system_code", "source_updated_at", "ingested_at", "level", "quality_flags")
            .map(ItemName::new).toList();
    private final Datasets datasets;
    private final Supplier<LedgerSchema> schema;
    private final PageCursors cursors;

    QuestionReader(Datasets datasets, Supplier<LedgerSchema> schema, PageCursors cursors) {
        this.datasets = datasets;
        this.schema = schema;
        this.cursors = cursors;
    }

    Question read(QueryRequest request) {
        Dataset dataset = datasets.find(request.dataset()).orElseThrow(() -> unknownDataset(request));
        demandPurposeAndLimit(request);
        List<ItemDefinition> selected = selected(request, dataset);
        List<Question.Compared> compared = compared(request, dataset);
        List<Question.Sorted> sorted = sorted(request, dataset);
        byte[] fingerprint = cursors.fingerprint(request);
        Optional<Selection.Cursor> after = request.cursor().map(text -> cursors.read(text, fingerprint, sorted));
        ElementSchema element = schema.get().element(dataset.element());
        List<ItemDefinition> marks = Stream.concat(ChildRows.marks(element).stream(), Confided.marks(element).stream()).toList();
        return new Question(request, dataset, selected, !request.items().isEmpty(), compared, sorted, marks, after,
                action(request, compared), fingerprint);
    }

    private InvalidQuestion unknownDataset(QueryRequest request) {
        List<String> known = datasets.all().stream().map(dataset -> dataset.code().value()).toList();
        return new InvalidQuestion("UNKNOWN_DATASET", "there is no dataset '" + request.dataset() + "'" + Suggestion.of(request.dataset().value(), known));
    }

    private static void demandPurposeAndLimit(QueryRequest request) {
        QuestionCodes.demand(request.purpose(), request.scene(), request.caseNumber());
        if (request.limit() < 1 || request.limit() > MAX_LIMIT) {
            throw new InvalidQuestion("INVALID_LIMIT", "the limit must lie between 1 and " + MAX_LIMIT);
        }
    }

    private List<ItemDefinition> selected(QueryRequest request, Dataset dataset) {
        if (!request.items().isEmpty()) {
            return new LinkedHashSet<>(request.items()).stream().map(name -> item(dataset, name)).toList();
        }
        LedgerSchema now = schema.get();
        Stream<ItemDefinition> own = dataset.items().stream()
                .map(name -> item(dataset, name))
                .sorted(Comparator.comparingInt(ItemDefinition::ordinal));
        return Stream.concat(own, USEFUL.stream().flatMap(name -> now.envelopeItem(name).stream())).toList();
    }

    private ItemDefinition item(Dataset dataset, ItemName name) {
        LedgerSchema now = schema.get();
        Optional<ItemDefinition> found = dataset.items().contains(name) ? now.element(dataset.element()).item(name) : now.envelopeItem(name);
        return found.orElseThrow(() -> unknownItem(dataset, name, now));
    }

    private static InvalidQuestion unknownItem(Dataset dataset, ItemName name, LedgerSchema now) {
        List<String> known = Stream.concat(dataset.items().stream(), now.envelope().stream().map(ItemDefinition::name)).map(ItemName::value).toList();
        return new InvalidQuestion("UNKNOWN_ITEM", "dataset " + dataset.code() + " has no item '" + name + "'" + Suggestion.of(name.value(), known));
    }

    private List<Question.Compared> compared(QueryRequest request, Dataset dataset) {
        if (request.filters().size() > MAX_FILTERS) {
            throw new InvalidQuestion("TOO_MANY_FILTERS", "a question takes " + MAX_FILTERS + " filters at most");
        }
        List<Question.Compared> compared = new ArrayList<>();
        for (QueryRequest.Filter filter : request.filters()) {
            ItemDefinition item = item(dataset, filter.item());
            compared.add(new Question.Compared(item, new Selection.Condition(item.name(), filter.operator(), FilterValues.typed(item, filter))));
        }
        return List.copyOf(compared);
    }

    private List<Question.Sorted> sorted(QueryRequest request, Dataset dataset) {
        Set<ItemName> seen = new HashSet<>();
        List<Question.Sorted> sorted = new ArrayList<>();
        for (Selection.Order order : request.order()) {
            ItemDefinition item = item(dataset, order.item());
            if (!seen.add(order.item()) || request.order().size() > MAX_ORDERS) {
                throw new InvalidQuestion("INVALID_SORT", "sort by " + MAX_ORDERS + " different items at most, each named once");
            }
            switch (item.type()) {
                case STRINGS, JSON -> throw new InvalidQuestion("INVALID_SORT", "item " + item.name() + " has no order; sort by another");
                case STRING, INTEGER, DECIMAL, DATE, TIMESTAMP, BOOLEAN -> sorted.add(new Question.Sorted(item, order));
            }
        }
        return List.copyOf(sorted);
    }

    /** A look-up names one record: by its id, or by one blind-indexed value with a limit of one. All else pages through records. */
    private static Action action(QueryRequest request, List<Question.Compared> compared) {
        if (request.cursor().isPresent()) {
            return Action.QUERY;
        }
        boolean byId = compared.stream().anyMatch(part -> part.item().name().equals(Question.RECORD_ID) && part.condition().operator() == Operator.EQ);
        boolean byKey = compared.stream().anyMatch(part -> part.item().lookup() && part.condition().operator() == Operator.EQ);
        return byId || byKey && request.limit() == 1 ? Action.LOOKUP : Action.QUERY;
    }
}
