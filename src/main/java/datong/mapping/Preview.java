package datong.mapping;

import datong.schema.ItemDefinition;
import datong.schema.ItemName;
import datong.schema.Level;
import datong.source.Columns;
import datong.source.RawRecord;
import datong.source.RecordReader;
import datong.source.UnreadableSource;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a mapping would make of a delivery's first rows. Holds values in clear: whoever shows it masks them by their level.
 *
 * @param header whether the delivery's header fits; empty for a delivery without rows
 */
public record Preview(Optional<Mapping.Header> header, List<Row> rows) {
    /** @param number row of the delivery, as its reader counts */
    public record Row(long number, List<Cell> cells, List<Outcome> outcomes) {}

    /**
     * A cell as it arrived.
     *
     * @param level the highest of the items it feeds; L4 where it feeds none, for nobody has said what it holds
     * @param items of every output, as {@code output.item}
     */
    public record Cell(String column, String text, Level level, List<String> items) {}

    /** @param output code of the mapping's output, @param values of the items the mapping fills, in the schema's order */
    public record Outcome(String output, Optional<String> sourceKey, List<Value> values, List<Problem> problems, List<Flag> flags) {
        public boolean rejected() {
            return !problems.isEmpty();
        }
    }

    /** @param text empty for an absent value, @param redact whether personal data in it will be redacted before it is stored */
    public record Value(ItemDefinition item, List<String> columns, String text, boolean redact) {}

    /** @param most rows to show */
    public static Preview of(Mapping mapping, RecordReader reader, int most) throws UnreadableSource, IOException {
        List<RawRecord> records = new ArrayList<>();
        while (records.size() < most) {
            List<RawRecord> next = reader.next(most - records.size());
            if (next.isEmpty()) {
                break;
            }
            records.addAll(next);
        }
        Map<String, List<String>> fed = fed(mapping);
        Map<String, Level> levels = levels(mapping);
        Optional<Mapping.Header> header = records.stream().findFirst().map(record -> mapping.check(record.columns()));
        return new Preview(header, records.stream().map(record -> row(mapping, record, fed, levels)).toList());
    }

    private static Row row(Mapping mapping, RawRecord record, Map<String, List<String>> fed, Map<String, Level> levels) {
        Columns columns = record.columns();
        List<Cell> cells = new ArrayList<>();
        for (int i = 0; i < columns.names().size(); i++) {
            String column = columns.names().get(i);
            String text = i < record.cells().length && record.cells()[i] != null ? record.cells()[i] : "";
            cells.add(new Cell(column, text, levels.getOrDefault(column, Level.L4), fed.getOrDefault(column, List.of())));
        }
        return new Row(record.row(), cells, mapping.map(record).stream().map(mapped -> outcome(mapping, mapped)).toList());
    }

    private static Outcome outcome(Mapping mapping, MappedRecord mapped) {
        Set<ItemName> filled = mapped.output().dataset().items();
        List<Value> values = mapped.output().schema().items().stream()
                .filter(item -> filled.contains(item.name()) || mapped.values()[item.ordinal()] != null)
                .map(item -> new Value(item, mapping.columns(mapped.output(), item.name()), ValueText.of(mapped.values()[item.ordinal()]),
                        mapped.redact().contains(item.name())))
                .toList();
        return new Outcome(mapped.output().code(), mapped.sourceKey(), values, mapped.problems(), mapped.flags());
    }

    private static Map<String, List<String>> fed(Mapping mapping) {
        Map<String, List<String>> fed = new HashMap<>();
        for (Mapping.Output output : mapping.outputs()) {
            for (ItemDefinition item : output.schema().items()) {
                mapping.columns(output, item.name())
                        .forEach(column -> fed.computeIfAbsent(column, name -> new ArrayList<>()).add(output.code() + "." + item.name()));
            }
        }
        return fed;
    }

    private static Map<String, Level> levels(Mapping mapping) {
        Map<String, Level> levels = new HashMap<>();
        for (Mapping.Output output : mapping.outputs()) {
            for (ItemDefinition item : output.schema().items()) {
                mapping.columns(output, item.name()).forEach(column -> levels.merge(column, item.level(), Level::max));
            }
        }
        return levels;
    }
}
