package datong.mapping;

import datong.schema.ItemName;
import datong.source.Columns;
import datong.source.Defect;
import datong.source.Format;
import datong.source.RawRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A mapping over rules whose columns are numbers. Its only state is a memory of the last header it met. */
public final class CompiledMapping implements Mapping {
    /** What a mapping file says about itself. */
    public record Title(String source, String version, String fingerprint, String text, Format format, Terms terms, Optional<SnapshotRule> snapshot) {}

    private record Bound(Columns columns, int[] indexes) {}

    private final Title title;
    private final ColumnSlots slots;
    private final HeaderRule header;
    private final List<OutputRule> rules;
    private final List<DropRule> drops;
    private final List<CheckRule> checks;
    private final DepartureRule departures;
    private final DriftRule drift;
    private final Expectations expectations;
    private final Map<String, Map<ItemName, List<String>>> columns;
    private volatile Bound last;

    /** @param columns of each output by code, the columns each of its items is read from */
    public CompiledMapping(Title title, ColumnSlots slots, HeaderRule header, List<OutputRule> rules, List<DropRule> drops, List<CheckRule> checks, DepartureRule departures,
            DriftRule drift, Expectations expectations, Map<String, Map<ItemName, List<String>>> columns) {
        this.title = title;
        this.slots = slots;
        this.header = header;
        this.rules = List.copyOf(rules);
        this.drops = List.copyOf(drops);
        this.checks = List.copyOf(checks);
        this.departures = departures;
        this.drift = drift;
        this.expectations = expectations;
        this.columns = Map.copyOf(columns);
        this.last = new Bound(new Columns(List.of()), slots.bind(new Columns(List.of())));
    }

    @Override
    public String source() {
        return title.source();
    }

    @Override
    public String version() {
        return title.version();
    }

    @Override
    public String fingerprint() {
        return title.fingerprint();
    }

    @Override
    public String text() {
        return title.text();
    }

    @Override
    public DriftRule drift() {
        return drift;
    }

    @Override
    public Optional<SnapshotRule> snapshot() {
        return title.snapshot();
    }

    @Override
    public Expectations expectations() {
        return expectations;
    }

    @Override
    public Optional<StillRule> still() {
        return rules.getFirst().still();
    }

    @Override
    public Format format() {
        return title.format();
    }

    @Override
    public Terms terms() {
        return title.terms();
    }

    @Override
    public List<Output> outputs() {
        return rules.stream().map(OutputRule::output).toList();
    }

    @Override
    public Header check(Columns delivered) {
        return header.check(delivered);
    }

    /** Every column the file names, read or unused. */
    public Set<String> knownColumns() {
        return header.known();
    }

    @Override
    public List<String> columns(Output output, ItemName item) {
        return columns.getOrDefault(output.code(), Map.of()).getOrDefault(item, List.of());
    }

    @Override
    public Optional<Departure> departure(RawRecord raw) {
        return departures.of(raw, rules, () -> new Reading(raw, indexes(raw.columns()), slots));
    }

    @Override
    public List<MappedRecord> map(RawRecord raw) {
        int[] indexes = indexes(raw.columns());
        Reading reading = new Reading(raw, indexes, slots);
        raw.defect().ifPresent(defect -> reading.add(problem(defect)));
        boolean dropped = dropped(reading);
        checks.forEach(check -> check.apply(reading));
        MappedRecord main = rules.getFirst().map(reading);
        if (rules.size() == 1 || dropped || raw.defect().isPresent()) {
            return List.of(main);
        }
        List<MappedRecord> records = new ArrayList<>(rules.size());
        records.add(main);
        for (OutputRule rule : rules.subList(1, rules.size())) {
            further(rule, new Reading(raw, indexes, slots)).ifPresent(records::add);
        }
        return records;
    }

    private static Optional<MappedRecord> further(OutputRule rule, Reading reading) {
        try {
            if (rule.when().isPresent() && !Boolean.TRUE.equals(rule.when().get().evaluate(reading.raw()))) {
                return Optional.empty();
            }
        } catch (Expression.Failed failed) {
            reading.add(new Problem("EXPR_FAILED", Optional.empty(), Optional.empty(), failed.getMessage()));
        }
        return Optional.of(rule.map(reading)).filter(record -> record.sourceKey().isPresent() || !record.problems().isEmpty());
    }

    private boolean dropped(Reading reading) {
        for (DropRule drop : drops) {
            try {
                if (drop.holds(reading)) {
                    reading.add(new Problem("TEST_ROW", Optional.empty(), Optional.empty(), "the row looks like one an operator left behind"));
                    return true;
                }
            } catch (Expression.Failed failed) {
                reading.add(new Problem("EXPR_FAILED", Optional.empty(), Optional.empty(), failed.getMessage()));
            }
        }
        return false;
    }

    private static Problem problem(Defect defect) {
        return new Problem(defect.rule(), Optional.empty(), Optional.empty(), defect.message());
    }

    private int[] indexes(Columns columns) {
        Bound bound = last;
        if (bound.columns() != columns) {
            bound = new Bound(columns, slots.bind(columns));
            last = bound;
        }
        return bound.indexes();
    }
}
