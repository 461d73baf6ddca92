package datong.mapping.yaml;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import datong.mapping.MappingError;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * A mapping file as a tree and back, in the house's style: items aligned, each on a line, long expressions folded, no noise.
 *
 * <p>Promise: what is written reads back as the same tree; nothing is returned that does not.
 */
public final class MappingText {
    /** The line by which editors complete and check the file. */
    public static final String SCHEMA = "# yaml-language-server: $schema=../src/main/resources/schema/mapping.schema.json";
    private static final int ALIGNED = 20;
    private static final int LONG = 110;
    private static final int WIDE = 95;
    /** Where a long expression may break: before these, outside of quotes. */
    private static final Pattern BREAKS = Pattern.compile(" (?=(?::|&&|\\|\\|) )(?=(?:[^'\"]|'[^']*'|\"[^\"]*\")*$)");

    private MappingText() {}

    /** The file's tree; empty if it is no YAML, or no mapping of keys. */
    public static Optional<ObjectNode> read(String text) {
        List<MappingError> errors = new ArrayList<>();
        Yaml yaml = new YamlReader("", errors).read(text);
        return errors.isEmpty() && yaml.json() instanceof ObjectNode fields ? Optional.of(fields) : Optional.empty();
    }

    /** The lines of comment at the head of a file, without the schema's. */
    public static List<String> comments(String text) {
        return text.lines().takeWhile(line -> line.startsWith("#")).filter(line -> !line.startsWith("# yaml-language-server:")).toList();
    }

    /** How many comments stand behind the head: writing the tree anew loses them. */
    public static long furtherComments(String text) {
        return text.lines().dropWhile(line -> line.startsWith("#")).filter(line -> line.strip().startsWith("#") || line.matches(".*\\s{2,}#\\s.*")).count();
    }

    /** @param comments lines behind the schema's line; what is no comment yet becomes one */
    public static String write(List<String> comments, ObjectNode mapping) {
        StringBuilder text = new StringBuilder(SCHEMA).append('\n');
        comments.stream().flatMap(String::lines).map(line -> line.startsWith("#") ? line : "# " + line).forEach(line -> text.append(line).append('\n'));
        mapping.properties().forEach(field -> top(text, field.getKey(), field.getValue()));
        if (read(text.toString()).filter(back -> back.toString().equals(mapping.toString())).isEmpty()) {
            throw new IllegalStateException("a mapping did not read back as it was written");
        }
        return text.toString();
    }

    private static void top(StringBuilder text, String key, JsonNode value) {
        switch (key) {
            case "items" -> items(text, "", value);
            case "also" -> also(text, value);
            case "dataset" -> block(text, "", key, value);
            case "drop_rows", "checks", "across" -> list(text, key, value);
            default -> text.append(key).append(": ").append(flow(value)).append('\n');
        }
    }

    private static void block(StringBuilder text, String indent, String key, JsonNode value) {
        if (!value.isObject() || value.isEmpty()) {
            text.append(indent).append(key).append(": ").append(flow(value)).append('\n');
            return;
        }
        text.append(indent).append(key).append(":\n");
        value.properties().forEach(field -> text.append(indent).append("  ").append(Scalars.text(field.getKey())).append(": ").append(flow(field.getValue())).append('\n'));
    }

    private static void list(StringBuilder text, String key, JsonNode values) {
        text.append(key).append(":\n");
        values.forEach(value -> text.append("  - ").append(flow(value)).append('\n'));
    }

    private static void items(StringBuilder text, String indent, JsonNode items) {
        text.append(indent).append("items:\n");
        aligned(text, indent + "  ", items);
    }

    private static void aligned(StringBuilder text, String indent, JsonNode fields) {
        int width = fields.properties().stream().map(field -> Scalars.text(field.getKey()).length()).filter(length -> length <= ALIGNED).max(Integer::compare).orElse(0);
        fields.properties().forEach(field -> item(text, indent, width, Scalars.text(field.getKey()), field.getValue()));
    }

    private static void item(StringBuilder text, String indent, int width, String name, JsonNode rule) {
        if (rule.path("keys").isObject() && (rule.path("keys").size() > 1 || flow(rule).length() > LONG)) {
            text.append(indent).append(name).append(":\n");
            rule.properties().stream().filter(field -> !field.getKey().equals("keys")).forEach(field -> line(text, indent + "  ", field));
            text.append(indent).append("  keys:\n");
            aligned(text, indent + "    ", rule.path("keys"));
        } else if (folded(rule)) {
            text.append(indent).append(name).append(":\n");
            rule.properties().forEach(field -> line(text, indent + "  ", field));
        } else {
            text.append(indent).append(name).append(':').append(" ".repeat(Math.max(1, width + 1 - name.length()))).append(flow(rule)).append('\n');
        }
    }

    /** An expression too long to stand beside its item. */
    private static boolean folded(JsonNode rule) {
        String expression = rule.path("expr").asText("");
        return expression.length() > LONG && foldable(expression) || rule.size() == 1 && expression.length() > WIDE;
    }

    private static boolean foldable(String text) {
        return text.chars().allMatch(character -> character >= ' ' && character != 0x7F && !Character.isSurrogate((char) character)) && !text.contains("  ")
                && text.equals(text.strip()) && BREAKS.matcher(text).find();
    }

    private static void line(StringBuilder text, String indent, Map.Entry<String, JsonNode> field) {
        String value = field.getValue().asText("");
        if (field.getKey().equals("expr") && value.length() > LONG && foldable(value)) {
            text.append(indent).append("expr: >-\n");
            BREAKS.splitAsStream(value).forEach(part -> text.append(indent).append("  ").append(part).append('\n'));
            return;
        }
        text.append(indent).append(field.getKey()).append(": ").append(flow(field.getValue())).append('\n');
    }

    private static void also(StringBuilder text, JsonNode outputs) {
        text.append("also:\n");
        for (JsonNode output : outputs) {
            StringBuilder block = new StringBuilder();
            for (Iterator<Map.Entry<String, JsonNode>> fields = output.properties().iterator(); fields.hasNext();) {
                Map.Entry<String, JsonNode> field = fields.next();
                if (field.getKey().equals("items")) {
                    items(block, "    ", field.getValue());
                } else {
                    block.append("    ").append(field.getKey()).append(": ").append(flow(field.getValue())).append('\n');
                }
            }
            text.append(block.replace(0, 4, "  - "));
        }
    }

    /** On one line. */
    static String flow(JsonNode value) {
        if (value.isArray()) {
            return StreamSupport.stream(value.spliterator(), false).map(MappingText::flow).collect(Collectors.joining(", ", "[", "]"));
        }
        if (value.isObject()) {
            return value.isEmpty() ? "{}" : value.properties().stream().map(field -> Scalars.text(field.getKey()) + ": " + flow(field.getValue()))
                    .collect(Collectors.joining(", ", "{ ", " }"));
        }
        return Scalars.of(value);
    }
}
