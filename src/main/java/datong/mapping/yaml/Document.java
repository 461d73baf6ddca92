package datong.mapping.yaml;

import datong.mapping.MappingError;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Looks into a checked document, and collects what is wrong with its meaning. */
final class Document {
    private final String file;
    private final List<MappingError> errors;

    Document(String file, List<MappingError> errors) {
        this.file = file;
        this.errors = errors;
    }

    void wrong(int line, String message) {
        errors.add(new MappingError(file, line, message));
    }

    static Map<String, Yaml.Field> fields(Yaml yaml) {
        return yaml instanceof Yaml.Fields fields ? fields.fields() : Map.of();
    }

    static Optional<Yaml.Field> field(Yaml yaml, String key) {
        return Optional.ofNullable(fields(yaml).get(key)).filter(field -> !field.value().json().isNull());
    }

    static Optional<Yaml> value(Yaml yaml, String key) {
        return field(yaml, key).map(Yaml.Field::value);
    }

    static Optional<String> text(Yaml yaml, String key) {
        return value(yaml, key).filter(Yaml.Text.class::isInstance).map(Document::text);
    }

    static String text(Yaml yaml) {
        return yaml instanceof Yaml.Text text ? text.value() : "";
    }

    /** A list of texts, or one text as a list of one. */
    static List<String> texts(Yaml yaml) {
        return switch (yaml) {
            case Yaml.Text text -> List.of(text.value());
            case Yaml.Items items -> items.values().stream().map(Document::text).toList();
            case Yaml.Fields ignored -> List.of();
        };
    }

    static List<String> texts(Yaml yaml, String key) {
        return value(yaml, key).map(Document::texts).orElse(List.of());
    }

    static List<Yaml> items(Yaml yaml, String key) {
        return value(yaml, key).filter(Yaml.Items.class::isInstance).map(items -> ((Yaml.Items) items).values()).orElse(List.of());
    }

    static boolean flag(Yaml yaml, String key) {
        return value(yaml, key).map(value -> value.json().asBoolean(false)).orElse(false);
    }

    static int line(Yaml yaml, String key) {
        return field(yaml, key).map(Yaml.Field::line).orElse(yaml.line());
    }
}
