package datong.quality;

import datong.classification.ClassifiedRecord;
import datong.mapping.Problem;
import datong.quality.Measurement.ItemMeasure;
import datong.schema.ItemDefinition;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Counts records as they go by. One for each thread; {@link #add} brings them together. */
public final class Tally {
    private final boolean counting;
    private final Map<String, Counts> outputs = new LinkedHashMap<>();
    private final Map<String, Long> flags = new TreeMap<>();
    private final Map<String, Long> refusals = new TreeMap<>();
    private Optional<Instant> newest = Optional.empty();

    /** @param distinct whether different values are counted too; enough for the first records of a delivery */
    public Tally(boolean distinct) {
        this.counting = distinct;
    }

    private static final class Counts {
        final List<ItemDefinition> items;
        final long[] filled;
        final Distinct[] distinct;
        long records;

        Counts(List<ItemDefinition> items) {
            this.items = items;
            this.filled = new long[items.size()];
            this.distinct = new Distinct[items.size()];
        }
    }

    public void accept(ClassifiedRecord record) {
        Counts counts = counts(record.output().code(), record.output().schema().items());
        counts.records++;
        Object[] values = record.values();
        for (int index = 0; index < values.length; index++) {
            if (values[index] != null) {
                counts.filled[index]++;
                count(counts, index, values[index]);
            }
        }
        record.flags().forEach(flag -> flags.merge(flag, 1L, Long::sum));
        record.sourceUpdatedAt().ifPresent(this::updated);
    }

    private void count(Counts counts, int index, Object value) {
        if (counting) {
            if (counts.distinct[index] == null) {
                counts.distinct[index] = new Distinct();
            }
            counts.distinct[index].add(value);
        }
    }

    /** A record that went to quarantine counts once under the first of its reasons. */
    public void refuse(List<Problem> problems) {
        Problem first = problems.getFirst();
        refusals.merge(first.item().map(item -> first.rule() + ":" + item).orElse(first.rule()), 1L, Long::sum);
    }

    public synchronized void add(Tally other) {
        other.outputs.forEach((output, counts) -> {
            Counts mine = counts(output, counts.items);
            mine.records += counts.records;
            for (int index = 0; index < mine.filled.length; index++) {
                mine.filled[index] += counts.filled[index];
                add(mine, index, counts.distinct[index]);
            }
        });
        other.flags.forEach((flag, number) -> flags.merge(flag, number, Long::sum));
        other.refusals.forEach((rule, number) -> refusals.merge(rule, number, Long::sum));
        other.newest.ifPresent(this::updated);
    }

    private static void add(Counts mine, int index, Distinct theirs) {
        if (theirs != null) {
            if (mine.distinct[index] == null) {
                mine.distinct[index] = new Distinct();
            }
            mine.distinct[index].add(theirs);
        }
    }

    private Counts counts(String output, List<ItemDefinition> items) {
        return outputs.computeIfAbsent(output, code -> new Counts(items));
    }

    private void updated(Instant at) {
        newest = newest.filter(known -> known.isAfter(at)).or(() -> Optional.of(at));
    }

    /** What was counted so far. */
    public synchronized Measurement measurement(String delivery, String source, Instant received, long rows) {
        List<ItemMeasure> items = new ArrayList<>();
        outputs.forEach((output, counts) -> {
            for (int index = 0; index < counts.filled.length; index++) {
                long distinct = counts.distinct[index] == null ? 0 : counts.distinct[index].estimate();
                items.add(new ItemMeasure(output, counts.items.get(index).name(), counts.records, counts.filled[index], distinct));
            }
        });
        return new Measurement(delivery, source, received, rows, items, Map.copyOf(flags), Map.copyOf(refusals), newest);
    }
}
