package datong.intake;

import datong.classification.ClassifiedRecord;
import datong.mapping.Flag;
import datong.mapping.MappedRecord;
import datong.mapping.Mapping;
import datong.mapping.Problem;
import datong.schema.ItemDefinition;
import datong.schema.Level;
import datong.source.RawRecord;
import datong.source.RecordReader;
import datong.source.UnreadableSource;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What would become of a delivery's first rows on their whole way, mapped, validated and classified, up to but not into the ledger.
 * Holds values in clear: whoever shows it masks them by their level.
 *
 * @param drifted how the header of a record does not fit; intake would stop there, so no row is shown
 */
public record Preview(Optional<Mapping.Header.Drifted> drifted, List<Row> rows) {
    /** Flag of a record that says to exist no more. */
    private static final String DELETED = "DELETED";

    /** @param problems why the record as a whole would go to quarantine; empty if it would be stored */
    public record Row(RawRecord raw, List<Outcome> outcomes, List<Problem> problems) {
        public boolean rejected() {
            return !problems.isEmpty();
        }
    }

    /** @param key of the record at its source, empty where it has none; @param kept absent where the record would not be stored */
    public record Outcome(Mapping.Output output, String key, Optional<Kept> kept, List<Value> values, List<String> flags) {}

    /** How the ledger would keep a record; @param personal whether it concerns a natural person */
    public record Kept(Level level, boolean personal) {}

    /** @param value null where the item is empty, but a problem is about it; @param raw whether it is free text that was yet to be redacted */
    public record Value(ItemDefinition item, List<String> columns, Object value, List<Problem> problems, boolean raw) {}

    /** @param most rows to look at */
    public static Preview of(Mapping mapping, Stages stages, RecordReader reader, int most) throws UnreadableSource, IOException {
        List<RawRecord> records = first(reader, most);
        Optional<Mapping.Header.Drifted> drifted = records.stream().filter(record -> record.defect().isEmpty()).map(RawRecord::columns).distinct()
                .map(mapping::check).filter(Mapping.Header.Drifted.class::isInstance).map(Mapping.Header.Drifted.class::cast).findFirst();
        return new Preview(drifted, drifted.isPresent() ? List.of() : records.stream().map(record -> row(mapping, stages, record)).toList());
    }

    private static List<RawRecord> first(RecordReader reader, int most) throws UnreadableSource, IOException {
        List<RawRecord> records = new ArrayList<>();
        while (records.size() < most) {
            List<RawRecord> next = reader.next(most - records.size());
            if (next.isEmpty()) {
                break;
            }
            records.addAll(next);
        }
        return records;
    }

    private static Row row(Mapping mapping, Stages stages, RawRecord record) {
        return switch (stages.sort(mapping, record)) {
            case Stages.Sorted.In in -> new Row(record, in.accepted().outputs().stream().map(classified -> stored(mapping, classified)).toList(), List.of());
            case Stages.Sorted.Gone gone -> new Row(record, gone.deleted().keys().stream()
                    .map(key -> new Outcome(key.output(), key.sourceKey(), Optional.empty(), List.of(), List.of(DELETED))).toList(), List.of());
            case Stages.Sorted.Out out -> {
                List<Problem> problems = out.rejected().problems();
                Stream<MappedRecord> mapped = record.defect().isPresent() ? Stream.empty() : mapping.map(record).stream();
                yield new Row(record, mapped.map(one -> rejected(mapping, one, problems)).toList(), problems);
            }
        };
    }

    private static Outcome stored(Mapping mapping, ClassifiedRecord record) {
        List<Value> values = record.output().schema().items().stream().filter(item -> record.values()[item.ordinal()] != null)
                .map(item -> new Value(item, mapping.columns(record.output(), item.name()), record.values()[item.ordinal()], List.of(), false)).toList();
        return new Outcome(record.output(), record.sourceKey(), Optional.of(new Kept(record.level(), record.personal())), values, record.flags());
    }

    private static Outcome rejected(Mapping mapping, MappedRecord record, List<Problem> problems) {
        List<Value> values = record.output().schema().items().stream()
                .map(item -> new Value(item, mapping.columns(record.output(), item.name()), record.values()[item.ordinal()],
                        problems.stream().filter(problem -> problem.item().filter(item.name().value()::equals).isPresent()).toList(),
                        record.redact().contains(item.name())))
                .filter(value -> value.value() != null || !value.problems().isEmpty()).toList();
        return new Outcome(record.output(), record.sourceKey().orElse(""), Optional.empty(), values, record.flags().stream().map(Flag::toString).toList());
    }
}
