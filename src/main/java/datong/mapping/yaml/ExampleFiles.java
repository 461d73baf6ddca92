package datong.mapping.yaml;

import datong.mapping.CompiledMapping;
import datong.mapping.Flag;
import datong.mapping.Mapping;
import datong.mapping.MappedRecord;
import datong.mapping.MappingError;
import datong.mapping.Nearest;
import datong.mapping.Problem;
import datong.schema.ItemDefinition;
import datong.source.Columns;
import datong.source.RawRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Runs the examples beside a mapping: raw row → expected record. Examples name fictitious people only, so failures show values. */
public final class ExampleFiles {
    public static final String SUFFIX = ".examples.yaml";

    private final SchemaCheck shape = new SchemaCheck("examples.schema.json");

    /** What is not as the examples say; empty if all hold. */
    public List<MappingError> run(CompiledMapping mapping, Path file) {
        String name = MappingFiles.name(file);
        try {
            return run(mapping, name, Files.readString(file));
        } catch (IOException broken) {
            return List.of(new MappingError(name, 1, "the file cannot be read, or is not UTF-8"));
        }
    }

    /** @param name what failures call the file */
    public List<MappingError> run(CompiledMapping mapping, String name, String text) {
        List<MappingError> failures = new ArrayList<>();
        Yaml document = new YamlReader(name, failures).read(text);
        if (failures.isEmpty()) {
            failures.addAll(shape.check(name, document));
        }
        if (failures.isEmpty() && document instanceof Yaml.Items examples) {
            examples.values().forEach(example -> new Run(mapping, new Document(name, failures)).run(example));
        }
        return failures.stream().sorted(Comparator.comparingInt(MappingError::line)).toList();
    }

    private record Run(CompiledMapping mapping, Document document) {
        void run(Yaml example) {
            List<MappedRecord> records = mapping.map(row(example));
            MappedRecord main = records.getFirst();
            check(example, "rejected", records.stream().flatMap(record -> record.problems().stream()).map(Problem::rule).collect(Collectors.toCollection(TreeSet::new)), true);
            check(example, "flags", main.flags().stream().map(Flag::toString).collect(Collectors.toCollection(TreeSet::new)), false);
            Document.text(example, "key").filter(key -> !main.sourceKey().equals(Optional.of(key)))
                    .ifPresent(key -> document.wrong(Document.line(example, "key"), "expected the key '" + key + "' but it is '" + main.sourceKey().orElse("") + "'"));
            Document.value(example, "expect").ifPresent(expected -> compare(expected, main));
            Document.value(example, "also").map(Document::fields).orElse(Map.of()).forEach((code, field) -> also(code, field, records));
        }

        private RawRecord row(Yaml example) {
            List<String> columns = List.copyOf(mapping.knownColumns());
            Map<String, Yaml.Field> cells = Document.fields(Document.value(example, "row").orElseThrow());
            cells.forEach((column, field) -> {
                if (!columns.contains(column)) {
                    document.wrong(field.line(), "the mapping names no column '" + column + "'" + Nearest.hint(column, columns));
                }
            });
            String[] texts = columns.stream()
                    .map(column -> Optional.ofNullable(cells.get(column)).map(field -> field.value().json().isNull() ? "" : Document.text(field.value())).orElse(""))
                    .toArray(String[]::new);
            return new RawRecord(new Columns(columns), texts, example.line());
        }

        private void check(Yaml example, String key, Set<String> actual, boolean always) {
            Optional<Yaml.Field> field = Document.field(example, key);
            Set<String> expected = new TreeSet<>(Document.texts(example, key));
            if ((field.isPresent() || always) && !expected.equals(actual)) {
                document.wrong(field.map(Yaml.Field::line).orElse(example.line()), "expected " + key + " " + words(expected) + " but it is " + words(actual));
            }
        }

        private static String words(Collection<String> words) {
            return words.isEmpty() ? "nothing" : "[" + String.join(", ", words) + "]";
        }

        private void also(String code, Yaml.Field field, List<MappedRecord> records) {
            List<String> codes = mapping.outputs().stream().skip(1).map(Mapping.Output::code).toList();
            if (!codes.contains(code)) {
                document.wrong(field.line(), "the mapping has no further output '" + code + "'" + Nearest.hint(code, codes));
                return;
            }
            Optional<MappedRecord> record = records.stream().filter(mapped -> mapped.output().code().equals(code)).findFirst();
            boolean none = Document.text(field.value()).equals("none");
            if (none == record.isPresent()) {
                document.wrong(field.line(), none ? "expected no '" + code + "' but there is one" : "expected a '" + code + "' but there is none");
                return;
            }
            record.ifPresent(mapped -> compare(field.value(), mapped));
        }

        private void compare(Yaml expected, MappedRecord record) {
            List<ItemDefinition> items = record.output().schema().items();
            Document.fields(expected).forEach((name, field) -> {
                Optional<ItemDefinition> item = items.stream().filter(known -> known.name().value().equals(name)).findFirst();
                if (item.isEmpty()) {
                    document.wrong(field.line(), record.output().element().code() + " has no item '" + name + "'"
                            + Nearest.hint(name, items.stream().map(known -> known.name().value()).toList()));
                    return;
                }
                ExpectedValue value = new ExpectedValue(field.value());
                Object actual = record.values()[item.get().ordinal()];
                if (!value.is(actual)) {
                    document.wrong(field.line(), "expected " + name + " " + value.shown() + " but it is " + ExpectedValue.shown(actual));
                }
            });
        }
    }
}
