package datong.web.console;

import datong.intake.Stages;
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

/** Mappings in force; previews take a file's first records through the very stages of intake, and mask what they show. */
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
            datong.intake.Preview preview = datong.intake.Preview.of(mapping, stages, reader, most);
            if (preview.drifted().isPresent()) {
                return drifted(preview.drifted().get());
            }
            if (preview.rows().isEmpty()) {
                return new Preview(Optional.of("the file holds no record"), List.of(), List.of());
            }
            audit.looked(actor, "PREVIEW", source, preview.rows().size(), Map.of("mapping_version", mapping.version()));
            Map<String, ItemDefinition> fed = LevelMask.fed(mapping);
            return new Preview(Optional.empty(), List.of(), preview.rows().stream().map(row -> row(row, fed)).toList());
        } catch (UnreadableSource unreadable) {
            return new Preview(Optional.of(unreadable.rule() + ": " + unreadable.getMessage()), List.of(), List.of());
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static Preview drifted(Mapping.Header.Drifted drifted) {
        List<String> advice = new ArrayList<>();
        drifted.unknown().forEach(column -> advice.add("+ " + column));
        drifted.missing().forEach(column -> advice.add("− " + column));
        return new Preview(Optional.of("HEADER_DRIFT: " + drifted.advice()), advice, List.of());
    }

    private Row row(datong.intake.Preview.Row row, Map<String, ItemDefinition> fed) {
        RawRecord record = row.raw();
        List<Raw> raw = IntStream.range(0, Math.min(record.columns().names().size(), record.cells().length))
                .mapToObj(index -> raw(record.columns().names().get(index), record.cells()[index], fed, row.problems())).toList();
        return new Row(record.row(), raw,
                row.outcomes().stream().flatMap(outcome -> outcome.kept().map(kept -> new Kept(outcome.output().code(), kept.level(), kept.personal())).stream()).toList(),
                row.outcomes().stream().flatMap(outcome -> outcome.values().stream().map(value -> value(outcome, value))).toList(),
                row.problems().stream().map(problem -> new Problem(problem.rule(), problem.item().orElse(""), problem.column().orElse(""), problem.message())).toList(),
                row.outcomes().stream().flatMap(outcome -> outcome.flags().stream()).toList());
    }

    private Raw raw(String column, String text, Map<String, ItemDefinition> fed, List<datong.mapping.Problem> problems) {
        Optional<ItemDefinition> item = Optional.ofNullable(fed.get(column));
        return new Raw(column, mask.cell(item, text), item.map(ItemDefinition::level),
                problems.stream().filter(problem -> problem.column().filter(column::equals).isPresent()).map(datong.mapping.Problem::rule).toList());
    }

    private Value value(datong.intake.Preview.Outcome outcome, datong.intake.Preview.Value value) {
        ItemDefinition item = value.item();
        return new Value(outcome.output().code(), item.name().value(), item.chinese(), item.english(), item.level(), item.personalData(),
                value.raw() ? LevelMask.HIDDEN : mask.value(item, value.value()),
                value.problems().stream().map(datong.mapping.Problem::rule).toList(),
                outcome.flags().stream().filter(flag -> flag.endsWith(":" + item.name())).map(flag -> flag.substring(0, flag.indexOf(':'))).toList());
    }
}
