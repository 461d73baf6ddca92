package datong.statistics;

import datong.ledger.ChildRows;
import datong.ledger.Selection;
import datong.ledger.Surveys.RecordSet;
import datong.policy.Decision;
import datong.policy.RowScope;
import datong.policy.Treatment;
import datong.query.FilterValues;
import datong.query.InvalidQuestion;
import datong.query.QueryRequest.Filter;
import datong.query.RefusedQuestion;
import datong.query.Suggestion;
import datong.schema.CodeTable;
import datong.schema.CodeTables;
import datong.schema.Dataset;
import datong.schema.ItemDefinition;
import datong.schema.ItemName;
import datong.schema.ItemType;
import datong.schema.LedgerSchema;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Reads questions against what is offered of a dataset. */
final class QuestionGrids {
    static final int MOST_GROUPS = 3;
    static final int MOST_CELLS = 10_000;
    private static final int MOST_FILTERS = 20;
    /** Would name single records. */
    private static final Set<ItemName> KEYS = Stream.of("record_id", "batch_id", "source_record_key", "record_hash", "lineage").map(ItemName::new).collect(Collectors.toUnmodifiableSet());
    private final Supplier<LedgerSchema> schema;
    private final Supplier<CodeTables> codes;

    QuestionGrids(Supplier<LedgerSchema> schema, Supplier<CodeTables> codes) {
        this.schema = schema;
        this.codes = codes;
    }

    /** Items that the policies must speak of. */
    Set<ItemName> items(StatisticsRequest request) {
        return Stream.of(request.groups().stream().map(StatisticsRequest.Group::item), request.filters().stream().map(Filter::item), request.sum().stream())
                .flatMap(part -> part).collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** @param state the moment whose records are counted. @throws InvalidQuestion if it asks for what is not offered */
    List<Axis> axes(StatisticsRequest request, Dataset dataset, Offer offer, Instant state) {
        if (request.groups().size() > MOST_GROUPS || request.groups().stream().map(StatisticsRequest.Group::item).distinct().count() < request.groups().size()) {
            throw new InvalidQuestion("INVALID_GROUP", "group by " + MOST_GROUPS + " different items at most, each named once");
        }
        List<Axis> axes = request.groups().stream().sorted(Comparator.comparing(group -> group.item().value())).map(group -> axis(group, dataset, offer, state)).toList();
        long cells = axes.stream().mapToLong(Axis::size).reduce(1, Math::multiplyExact);
        if (cells > MOST_CELLS) {
            throw new InvalidQuestion("TOO_MANY_CELLS", "the groups make " + cells + " cells and " + MOST_CELLS + " are the most; group by fewer items");
        }
        return axes;
    }

    private Axis axis(StatisticsRequest.Group group, Dataset dataset, Offer offer, Instant state) {
        Offer.Grouping grouping = offer.grouping(group.item()).orElseThrow(() -> new InvalidQuestion("INVALID_GROUP", "dataset " + dataset.code() + " is not counted by '" + group.item()
                + "'; it is by " + offer.groupings().stream().map(one -> one.item().value()).collect(Collectors.joining(", "))));
        ItemDefinition item = plain(dataset, group.item());
        return switch (grouping) {
            case Offer.Grouping.Values values -> new Axis(item.name(), Axis.Kind.VALUE, values.values().isEmpty() ? table(item) : values.values());
            case Offer.Grouping.Divisions divisions -> new Axis(item.name(), Axis.Kind.PREFIX, ofLength(divisions, group.part()));
            case Offer.Grouping.Months months -> new Axis(item.name(), Axis.Kind.MONTH, months(item, months.count(), state));
        };
    }

    private List<String> table(ItemDefinition item) {
        List<String> values = item.codeTable().flatMap(codes.get()::find).map(table -> table.entries().stream().map(CodeTable.Entry::code).toList()).orElse(List.of());
        if (values.isEmpty()) {
            throw new InvalidQuestion("INVALID_GROUP", "item " + item.name() + " has no code table; its values have to be listed where it is offered");
        }
        return values;
    }

    private static List<String> ofLength(Offer.Grouping.Divisions divisions, Optional<String> part) {
        List<Integer> lengths = divisions.codes().stream().map(String::length).distinct().sorted().toList();
        int length = part.filter(text -> text.matches("[0-9]{1,2}")).map(Integer::valueOf).orElse(lengths.size() == 1 ? lengths.getFirst() : 0);
        List<String> codes = divisions.codes().stream().filter(code -> code.length() == length).sorted().toList();
        if (codes.isEmpty()) {
            throw new InvalidQuestion("INVALID_GROUP", "say how many digits of " + divisions.item() + " to group by: "
                    + lengths.stream().map(digits -> divisions.item() + "." + digits).collect(Collectors.joining(" or ")));
        }
        return codes;
    }

    private static List<String> months(ItemDefinition item, int count, Instant state) {
        if (item.type() != ItemType.TIMESTAMP && item.type() != ItemType.DATE) {
            throw new InvalidQuestion("INVALID_GROUP", "item " + item.name() + " has no months");
        }
        YearMonth last = YearMonth.from(state.atZone(FilterValues.ZONE));
        return IntStream.range(0, count).mapToObj(back -> last.minusMonths(count - 1L - back).toString()).toList();
    }

    /** @throws InvalidQuestion if the item cannot be added up here */
    Offer.Summed sum(ItemName item, Dataset dataset, Offer offer) {
        Offer.Summed sum = offer.sum(item).orElseThrow(() -> new InvalidQuestion("INVALID_SUM", "'" + item + "' of dataset " + dataset.code() + " is not added up"
                + (offer.sums().isEmpty() ? "" : "; " + offer.sums().stream().map(one -> one.item().value()).collect(Collectors.joining(", ")) + " may be")));
        ItemType type = plain(dataset, item).type();
        if (type != ItemType.INTEGER && type != ItemType.DECIMAL) {
            throw new InvalidQuestion("INVALID_SUM", "item " + item + " is no number");
        }
        return sum;
    }

    /** @throws InvalidQuestion for an unknown item, operator or value */
    List<Filter> filters(StatisticsRequest request, Dataset dataset) {
        if (request.filters().size() > MOST_FILTERS) {
            throw new InvalidQuestion("TOO_MANY_FILTERS", "a question takes " + MOST_FILTERS + " filters at most");
        }
        return request.filters().stream().map(filter -> inOneForm(plain(dataset, filter.item()), filter)).distinct()
                .sorted(Comparator.comparing((Filter filter) -> filter.item().value()).thenComparing(Filter::operator).thenComparing(filter -> filter.values().toString())).toList();
    }

    private static Filter inOneForm(ItemDefinition item, Filter filter) {
        List<String> values = FilterValues.typed(item, filter).stream().map(QuestionGrids::text).distinct().sorted().toList();
        boolean single = filter.operator() == Selection.Operator.IN && values.size() == 1;
        return new Filter(item.name(), single ? Selection.Operator.EQ : filter.operator(), values);
    }

    private static String text(Object value) {
        return value instanceof BigDecimal number ? number.stripTrailingZeros().toPlainString() : value.toString();
    }

    private ItemDefinition plain(Dataset dataset, ItemName name) {
        LedgerSchema now = schema.get();
        Optional<ItemDefinition> found = dataset.items().contains(name) ? now.element(dataset.element()).item(name) : now.envelopeItem(name);
        ItemDefinition item = found.orElseThrow(() -> new InvalidQuestion("UNKNOWN_ITEM", "dataset " + dataset.code() + " has no item '" + name + "'"
                + Suggestion.of(name.value(), dataset.items().stream().map(ItemName::value).toList())));
        if (KEYS.contains(name) || item.encryptedAtRest()) {
            throw new InvalidQuestion("NOT_COUNTABLE", "item " + name + (KEYS.contains(name) ? " names single records" : " is of level " + item.level()) + "; records are neither grouped nor filtered by it to be counted");
        }
        return item;
    }

    /** @throws RefusedQuestion if the caller does not see in clear what they group, filter or add up by */
    Grid grid(StatisticsRequest request, Dataset dataset, List<Axis> axes, List<Filter> filters, Decision.Permitted permitted) {
        for (ItemName item : items(request)) {
            if (!(permitted.treatments().get(item) instanceof Treatment.Reveal)) {
                throw new RefusedQuestion(Decision.Check.ITEM_LEVEL, "COUNTED_NOT_CLEAR", "you may not count by item " + item + ", as you do not see it in clear");
            }
        }
        return new Grid(axes, scope(permitted.scope()), filters, asksOfPersons(dataset, items(request)));
    }

    private boolean asksOfPersons(Dataset dataset, Set<ItemName> items) {
        return !marks(dataset).isEmpty() && definitions(dataset, items).stream().anyMatch(ChildRows::speaks);
    }

    /** Items by which a record shows to be a child's. */
    List<ItemDefinition> marks(Dataset dataset) {
        return ChildRows.marks(schema.get().element(dataset.element()));
    }

    List<ItemDefinition> definitions(Dataset dataset, Collection<ItemName> items) {
        LedgerSchema now = schema.get();
        return items.stream().map(item -> now.item(dataset.element(), item).orElseThrow()).toList();
    }

    private static Selection.Scope scope(RowScope scope) {
        return new Selection.Scope(scope.everywhere(), sorted(scope.divisions()), sorted(scope.grids()), sorted(scope.sources()), scope.notAccused(), sorted(scope.leadOrganisations()),
                sorted(scope.notDivisions()));
    }

    private static List<String> sorted(List<String> values) {
        return values.stream().distinct().sorted().toList();
    }

    /** What is wrong with an offer before anybody asks, in words; empty if nothing is. */
    List<String> problems(Offer offer, Dataset dataset) {
        List<String> problems = new ArrayList<>();
        Instant any = Instant.EPOCH;
        offer.groupings().forEach(grouping -> {
            Optional<String> part = grouping instanceof Offer.Grouping.Divisions divisions ? Optional.of(String.valueOf(divisions.codes().getFirst().length())) : Optional.empty();
            tried(problems, () -> axis(new StatisticsRequest.Group(grouping.item(), part), dataset, offer, any));
        });
        offer.sums().forEach(sum -> tried(problems, () -> sum(sum.item(), dataset, offer)));
        return problems;
    }

    private static void tried(List<String> problems, Runnable reading) {
        try {
            reading.run();
        } catch (InvalidQuestion wrong) {
            problems.add(wrong.getMessage());
        }
    }

    /** The set of records that a grid is about, for the ledger. */
    RecordSet records(Grid grid, Dataset dataset) {
        LedgerSchema now = schema.get();
        return new RecordSet(grid.scope(), grid.filters().stream().map(filter -> new Selection.Condition(filter.item(), filter.operator(),
                FilterValues.typed(now.item(dataset.element(), filter.item()).orElseThrow(() -> new InvalidQuestion("NOT_COUNTABLE", "an item of an earlier answer is there no more")), filter))).toList());
    }
}
