package datong.catalogue;

import datong.schema.Dataset;
import datong.schema.Element;
import datong.schema.ItemDefinition;
import datong.schema.ItemName;
import datong.schema.LedgerSchema;
import datong.studio.Proposal;
import datong.studio.Suggestion;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * Whether somebody is about to collect what departments can have by sharing (Decree 809, Art. 19(1)): the columns of a form or a source against the
 * items of announced datasets that are shared.
 */
public final class CollectionCheck {
    private static final int MOST_COLUMNS = 300;
    private final BiFunction<String, List<String>, Proposal> proposals;

    /** @param proposals for a name and its columns the element and the item that each column is */
    public CollectionCheck(BiFunction<String, List<String>, Proposal> proposals) {
        this.proposals = proposals;
    }

    /**
     * What a form asks for.
     *
     * @param element that its columns fit best
     * @param duplicates columns that can be had by sharing instead
     * @param others columns that cannot
     */
    public record Result(String name, Element element, List<Duplicate> duplicates, List<String> others) {}

    /** @param sources datasets to apply for, those of the department that answers for the item first */
    public record Duplicate(String column, ItemDefinition item, List<DatasetEntry> sources) {}

    /** Every announced entry of these datasets that is shared, for a steward at the command line; counts no record. */
    public static List<DatasetEntry> shareable(List<Dataset> datasets, LedgerSchema schema, Register register) {
        return new Entries(datasets, schema, register).all().stream().filter(DatasetEntry::shareable).toList();
    }

    /** What the dataset of one department collects that others share. Of registers only: a matter or an opinion is its own record. */
    public static Result check(Dataset dataset, List<ItemDefinition> items, List<DatasetEntry> announced) {
        List<DatasetEntry> others = Authorities.REGISTERS.contains(dataset.element()) ? announced.stream().filter(entry -> !entry.dataset().provider().equals(dataset.provider())).toList() : List.of();
        List<Duplicate> duplicates = items.stream().flatMap(item -> duplicate(item.chinese(), dataset.element(), item.name(), others).stream()).toList();
        return new Result(dataset.code().value(), dataset.element(), duplicates,
                items.stream().filter(item -> duplicates.stream().noneMatch(duplicate -> duplicate.item().equals(item))).map(ItemDefinition::chinese).toList());
    }

    /** @param announced entries that the one who asks may know of */
    public Result check(String name, List<String> columns, List<DatasetEntry> announced) {
        List<String> asked = new LinkedHashSet<>(columns.stream().map(String::strip).filter(column -> !column.isEmpty()).toList()).stream().limit(MOST_COLUMNS).toList();
        Proposal proposal = proposals.apply(name, asked);
        List<Duplicate> duplicates = new ArrayList<>();
        List<String> others = new ArrayList<>();
        for (int index = 0; index < asked.size(); index++) {
            String column = asked.get(index);
            meant(proposal.chosen().get(index)).flatMap(item -> duplicate(column, proposal.element(), item, announced)).ifPresentOrElse(duplicates::add, () -> others.add(column));
        }
        return new Result(name, proposal.element(), List.copyOf(duplicates), List.copyOf(others));
    }

    /** Also an item that is switched off, or that another column fills: it would be collected all the same. */
    private static Optional<ItemName> meant(Suggestion suggestion) {
        return suggestion.item().or(() -> suggestion.reasons().stream().filter(reason -> reason.kind() == Suggestion.Kind.OFF || reason.kind() == Suggestion.Kind.TAKEN)
                .findFirst().map(reason -> new ItemName(reason.detail())));
    }

    private static Optional<Duplicate> duplicate(String column, Element element, ItemName item, List<DatasetEntry> announced) {
        List<DatasetEntry> sources = announced.stream().filter(entry -> entry.dataset().element() == element).filter(entry -> entry.shareable(item))
               .sorted(Comparator.comparing((DatasetEntry entry) -> !entry.leads(item))).toList();
        return sources.stream().findFirst().flatMap(entry -> entry.items().stream().filter(known -> known.name().equals(item)).findFirst())
                .map(known -> new Duplicate(column, known, sources));
    }
}
