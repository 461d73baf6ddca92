package datong.web.console;

import datong.intake.Stages;
import datong.mapping.MappedRecord;
import datong.mapping.Mapping;
import datong.mapping.MappingError;
import datong.mapping.Mappings;
import datong.policy.Subject;
import datong.schema.ItemDefinition;
import datong.source.RawRecord;
import datong.source.RecordReader;
import datong.source.RecordReaders;
import datong.source.UnreadableSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** Mappings in force; previews take a file's first records through the very stages of intake, up to but not into the ledger. */
final class HubMappingView implements MappingView {
    private final Mappings mappings;
    private final Supplier<List<MappingError>> mistakes;
    private final RecordReaders readers;
    private final Stages stages;
    private final LevelMask mask;
    private final ConsoleAudit audit;

    HubMappingView(Mappings mappings, Supplier<List<MappingError>> mistakes, RecordReaders readers, Stages stages, LevelMask mask, ConsoleAudit audit) {
        this.mappings = mappings;
        this.mistakes = mistakes;
        this.readers = readers;
        this.stages = stages;
        this.mask = mask;
        this.audit = audit;
    }

    @Override
    public List<Line> mappings() {
        return mappings.all().stream().map(this::line).toList();
    }

    @Override
    public Optional<Line> mapping(String source) {
        return mappings.find(source).map(this::line);
    }

    @Override
    public List<String> problems() {
        return mistakes.get().stream().map(MappingError::toString).toList();
    }

    private Line line(Mapping mapping) {
        List<String> outputs = mapping.outputs().stream().map(output -> output.code() + " → " + output.dataset().code()).toList();
        List<String> problems = mistakes.get().stream().filter(error -> error.file().endsWith("/" + mapping.source() + ".mapping.yaml"))
                .map(MappingError::toString).toList();
        return new Line(mapping.source(), mapping.version(), mapping.fingerprint(), outputs, mapping.terms().purpose(), mapping.terms().provider(), problems);
    }

    @Override
    public Preview preview(Subject actor, String source, Path file, String name, int most) {
        Mapping mapping = mappings.find(source).orElseThrow(() -> new NotThere(source));
        try (RecordReader reader = readers.open(file, mapping.format())) {
            List<RawRecord> records = first(reader, most);
            if (records.isEmpty()) {
                return new Preview(Optional.of("the file holds no record"), List.of(), List.of());
            }
            if (mapping.check(records.getFirst().columns()) instanceof Mapping.Header.Drifted drifted) {
                return drifted(drifted);
            }
            audit.looked(actor, "PREVIEW", source, records.size(), Map.of("mapping_version", mapping.version()));
            Map<String, ItemDefinition> fed = LevelMask.fed(mapping);
            return new Preview(Optional.empty(), List.of(), records.stream().map(record -> row(mapping, record, fed)).toList());
        } catch (UnreadableSource unreadable) {
            return new Preview(Optional.of(unreadable.rule() + ": " + unreadable.getMessage()), List.of(), List.of());
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static List<RawRecord> first(RecordReader reader, int most) throws UnreadableSource, IOException {
        List<RawRecord> records = new ArrayList<>();
        for (List<RawRecord> next = reader.next(most); !next.isEmpty() && records.size() < most; next = reader.next(most - records.size())) {
            records.addAll(next);
            if (records.size() >= most) {
                break;
            }
        }
        return records;
    }

    private static Preview drifted(Mapping.Header.Drifted drifted) {
        List<String> advice = new ArrayList<>();
        drifted.unknown().forEach(column -> advice.add("+ " + column));
        drifted.missing().forEach(column -> advice.add("− " + column));
        return new Preview(Optional.of("HEADER_DRIFT: " + drifted.advice()), advice, List.of());
    }

    private Row row(Mapping mapping, RawRecord record, Map<String, ItemDefinition> fed) {
        List<datong.mapping.Problem> problems = new ArrayList<>();
        List<String> flags = new ArrayList<>();
        switch (stages.sort(mapping, record)) {
            case Stages.Sorted.In in -> in.accepted().outputs().forEach(output -> flags.addAll(output.flags()));
            case Stages.Sorted.Out out -> problems.addAll(out.rejected().problems());
        }
        List<Raw> raw = IntStream.range(0, Math.min(record.columns().names().size(), record.cells().length))
                .mapToObj(index -> raw(record.columns().names().get(index), record.cells()[index], fed, problems)).toList();
        List<Value> values = record.defect().isPresent() ? List.of()
                : mapping.map(record).stream().flatMap(mapped -> values(mapped, problems, flags).stream()).toList();
        return new Row(record.row(), raw, values, problems.stream()
                .map(problem -> new Problem(problem.rule(), problem.item().orElse(""), problem.column().orElse(""), problem.message())).toList(), flags);
    }

    private Raw raw(String column, String text, Map<String, ItemDefinition> fed, List<datong.mapping.Problem> problems) {
        Optional<ItemDefinition> item = Optional.ofNullable(fed.get(column));
        return new Raw(column, mask.cell(item, text), item.map(ItemDefinition::level),
                problems.stream().filter(problem -> problem.column().filter(column::equals).isPresent()).map(datong.mapping.Problem::rule).toList());
    }

    private List<Value> values(MappedRecord mapped, List<datong.mapping.Problem> problems, List<String> flags) {
        return mapped.output().schema().items().stream()
                .filter(item -> mapped.values()[item.ordinal()] != null || problems.stream().anyMatch(problem -> meant(problem, item)))
                .map(item -> new Value(mapped.output().code(), item.name().value(), item.chinese(), item.english(), item.level(),
                        mask.value(item, mapped.values()[item.ordinal()]),
                        problems.stream().filter(problem -> meant(problem, item)).map(datong.mapping.Problem::rule).toList(),
                        flags.stream().filter(flag -> flag.endsWith(":" + item.name())).map(flag -> flag.substring(0, flag.indexOf(':'))).toList()))
                .toList();
    }

    private static boolean meant(datong.mapping.Problem problem, ItemDefinition item) {
        return problem.item().filter(item.name().value()::equals).isPresent();
    }
}
