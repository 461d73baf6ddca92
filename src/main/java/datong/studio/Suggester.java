package datong.studio;

import datong.schema.CodeTable;
import datong.schema.CodeTables;
import datong.schema.Element;
import datong.schema.ItemDefinition;
import datong.schema.ItemName;
import datong.schema.ItemType;
import datong.studio.Suggestion.Kind;
import datong.studio.Suggestion.Reason;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Suggests an element for a sample and an item for each of its columns. Suggestions are for a steward to change. */
public final class Suggester {
    /** Below this a column is better left unused than wrongly mapped. */
    private static final double ENOUGH = 0.5;
    private static final double CUE = 0.7;
    private static final int OTHERS = 4;
    private final Vocabulary vocabulary;
    private final Evidence evidence;

    public Suggester(Vocabulary vocabulary, CodeTables tables) {
        this.vocabulary = vocabulary;
        this.evidence = new Evidence(vocabulary, item -> item.codeTable().flatMap(tables::find));
    }

    /** The proposal of the element that fits best. @param name of the file: it often says what its records are */
    public Proposal propose(String name, List<ColumnProfile> columns) {
        return Arrays.stream(Element.values()).map(element -> propose(element, name, columns)).max(Comparator.comparingDouble(Proposal::weight)).orElseThrow();
    }

    public Proposal propose(Element element, String name, List<ColumnProfile> columns) {
        List<ItemDefinition> items = vocabulary.schema().element(element).items().stream().filter(item -> item.type() != ItemType.JSON).toList();
        List<Candidate> candidates = new ArrayList<>();
        for (ColumnProfile column : columns) {
            items.forEach(item -> candidates.add(new Candidate(column.index(), item, evidence.weigh(column, element, item))));
        }
        List<Candidate> ordered = candidates.stream().filter(candidate -> candidate.suggestion().score() > 0.1)
                .sorted(Comparator.comparingDouble((Candidate candidate) -> candidate.suggestion().score()).reversed()).toList();
        List<Optional<Candidate>> taken = assign(ordered, columns, off(element, columns));
        List<Suggestion> chosen = new ArrayList<>();
        List<List<Suggestion>> others = new ArrayList<>();
        for (ColumnProfile column : columns) {
            Optional<Candidate> own = taken.get(column.index());
            chosen.add(own.map(Candidate::suggestion).orElseGet(() -> unused(element, column, ordered)));
            others.add(ordered.stream().filter(candidate -> candidate.column() == column.index() && own.filter(candidate::equals).isEmpty()).limit(OTHERS)
                    .map(Candidate::suggestion).toList());
        }
        return new Proposal(element, List.copyOf(chosen), List.copyOf(others), weight(element, name, columns, chosen));
    }

    private record Candidate(int column, ItemDefinition item, Suggestion suggestion) {}

    /** The best pair first; no column and no item twice. */
    private List<Optional<Candidate>> assign(List<Candidate> ordered, List<ColumnProfile> columns, double[] off) {
        List<Optional<Candidate>> taken = new ArrayList<>(columns.stream().map(column -> Optional.<Candidate>empty()).toList());
        Set<ItemName> filled = new HashSet<>();
        for (Candidate candidate : ordered) {
            ColumnProfile column = columns.get(candidate.column());
            boolean free = taken.get(candidate.column()).isEmpty() && !filled.contains(candidate.item().name());
            if (free && candidate.suggestion().score() >= ENOUGH && !candidate.item().offByDefault() && !knowinglyUnused(column, candidate, off[column.index()])) {
                taken.set(candidate.column(), Optional.of(candidate));
                filled.add(candidate.item().name());
            }
        }
        return taken;
    }

    /** A word for what the ledger does not keep beats everything but a mapping of the house. */
    private boolean knowinglyUnused(ColumnProfile column, Candidate candidate, double off) {
        boolean house = candidate.suggestion().reasons().stream().anyMatch(reason -> reason.kind() == Kind.HOUSE);
        return !house && (vocabulary.unused(Vocabulary.plain(column.header())) || off > candidate.suggestion().score());
    }

    /** How well each column is known as an item that is switched off. */
    private double[] off(Element element, List<ColumnProfile> columns) {
        List<ItemDefinition> items = vocabulary.schema().element(element).items().stream().filter(ItemDefinition::offByDefault).toList();
        return columns.stream().mapToDouble(column -> items.stream().mapToDouble(item -> evidence.weigh(column, element, item).score()).max().orElse(0)).toArray();
    }

    private Suggestion unused(Element element, ColumnProfile column, List<Candidate> ordered) {
        String plain = Vocabulary.plain(column.header());
        Optional<HouseUse> dropped = vocabulary.house(plain).stream().filter(use -> use.element() == element && use.item().isEmpty()).findFirst();
        Optional<Candidate> best = ordered.stream().filter(candidate -> candidate.column() == column.index()).findFirst();
        if (vocabulary.unused(plain)) {
            return none(0.9, Kind.NO_ITEM, column.header());
        }
        if (best.filter(candidate -> candidate.item().offByDefault()).isPresent()) {
            return none(best.get().suggestion().score(), Kind.OFF, best.get().item().name().value());
        }
        if (dropped.isPresent()) {
            return none(0.8, Kind.HOUSE_UNUSED, dropped.get().source());
        }
        if (best.filter(candidate -> candidate.suggestion().score() >= ENOUGH).isPresent()) {
            return none(0.5, Kind.TAKEN, best.get().item().name().value());
        }
        return none(0.4, Kind.NOTHING, "");
    }

    private static Suggestion none(double score, Kind kind, String detail) {
        return new Suggestion(Optional.empty(), score, List.of(new Reason(kind, detail)));
    }

    private double weight(Element element, String name, List<ColumnProfile> columns, List<Suggestion> chosen) {
        double weight = chosen.stream().filter(suggestion -> suggestion.item().isPresent()).mapToDouble(Suggestion::score).sum();
        String said = Vocabulary.plain(name);
        weight += vocabulary.cues(element).stream().anyMatch(said::contains) ? 3 * CUE : 0;
        for (ColumnProfile column : columns) {
            weight += vocabulary.cues(element).stream().anyMatch(column.header()::contains) ? CUE : 0;
        }
        return weight;
    }
}
