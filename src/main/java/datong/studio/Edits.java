package datong.studio;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import datong.schema.ElementSchema;
import datong.schema.ItemDefinition;
import datong.schema.ItemName;
import datong.schema.ItemType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What a steward changes in a mapping's tree. It checks nothing: the loader of the files does. What is not named stays as it was. */
final class Edits {
    private static final Set<String> TRUTHS = Set.of("redact", "required");
    private static final Set<String> LISTS = Set.of("null_words", "unit", "skip_rows_with", "fill_down");
    private static final List<String> ORIGINS = List.of("from", "path", "expr", "const", "keys");
    private final ObjectNode mapping;
    private final ElementSchema schema;

    Edits(ObjectNode mapping, ElementSchema schema) {
        this.mapping = mapping;
        this.schema = schema;
    }

    /** The column fills this item from now on, in this way, and no other one alone. */
    void fill(String column, String item, JsonNode rule) {
        release(column);
        put(item, rule);
    }

    /** No item is filled by the column alone any more. */
    void release(String column) {
        new ColumnUses(mapping).of(column).stream().filter(ColumnUses.Use::plain).map(ColumnUses.Use::item).toList().forEach(items()::remove);
    }

    void remove(String item) {
        items().remove(item);
    }

    /** In the schema's order, where the item is new. */
    void put(String item, JsonNode rule) {
        Tree.put(items(), item, rule, name -> ordinal(name));
    }

    private int ordinal(String item) {
        return definition(item).map(ItemDefinition::ordinal).orElse(Integer.MAX_VALUE - 1);
    }

    private Optional<ItemDefinition> definition(String item) {
        return item.matches("[a-z][a-z0-9_]{0,62}") ? schema.item(new ItemName(item)) : Optional.empty();
    }

    private ObjectNode items() {
        if (!(mapping.get("items") instanceof ObjectNode)) {
            Tree.top(mapping, "items", Tree.JSON.objectNode());
        }
        return (ObjectNode) mapping.get("items");
    }

    void parameters(String item, Map<String, String> parameters, Map<String, String> codes) {
        if (!items().has(item)) {
            return;
        }
        ObjectNode rule = Tree.open(items().get(item));
        parameters.forEach((key, value) -> parameter(rule, key, value));
        if (!codes.isEmpty()) {
            codes(rule, codes, definition(item).filter(known -> known.type() == ItemType.BOOLEAN).isPresent());
        }
        items().set(item, Tree.closed(rule));
    }

    private static void parameter(ObjectNode rule, String key, String value) {
        if (value.isBlank()) {
            rule.remove(key);
        } else if (TRUTHS.contains(key)) {
            Tree.rule(rule, key, BooleanNode.valueOf(Boolean.parseBoolean(value)));
        } else if (LISTS.contains(key)) {
            List<String> words = words(value);
            Tree.rule(rule, key, words.size() == 1 && key.equals("unit") ? TextNode.valueOf(words.getFirst()) : Tree.texts(words));
        } else if (key.equals("split") && value.equals("true")) {
            Tree.rule(rule, key, BooleanNode.TRUE);
        } else {
            Tree.rule(rule, key, TextNode.valueOf(value));
        }
    }

    static List<String> words(String text) {
        return Arrays.stream(text.split("[,，、\\n]")).map(String::strip).filter(word -> !word.isEmpty()).distinct().toList();
    }

    private static void codes(ObjectNode rule, Map<String, String> said, boolean truth) {
        ObjectNode codes = rule.get("codes") instanceof ObjectNode present ? present : Tree.JSON.objectNode();
        said.forEach((word, code) -> {
            if (code.isBlank()) {
                codes.remove(word);
            } else {
                codes.set(word, truth && List.of("true", "false").contains(code) ? BooleanNode.valueOf(code.equals("true")) : TextNode.valueOf(code.strip()));
            }
        });
        if (codes.isEmpty()) {
            rule.remove("codes");
        } else {
            Tree.rule(rule, "codes", codes);
        }
    }

    /** The item no longer comes from a column of its own, but is always this. */
    void constant(String item, String value) {
        boolean truth = definition(item).filter(known -> known.type() == ItemType.BOOLEAN).isPresent() && List.of("true", "false").contains(value);
        origin(item, "const", truth ? BooleanNode.valueOf(value.equals("true")) : TextNode.valueOf(value));
    }

    void expression(String item, String expression) {
        origin(item, "expr", TextNode.valueOf(expression.strip().replaceAll("\\s*\\R\\s*", " ")));
    }

    private void origin(String item, String key, JsonNode value) {
        ObjectNode rule = items().has(item) ? Tree.open(items().get(item)).deepCopy() : Tree.JSON.objectNode();
        ORIGINS.stream().filter(origin -> !origin.equals(key)).forEach(rule::remove);
        if (key.equals("const")) {
            rule.removeAll();
        }
        Tree.rule(rule, key, value);
        put(item, rule);
    }

    void key(String column, boolean part, List<String> order) {
        if (mapping.path("key").isObject()) {
            return;
        }
        List<String> columns = new ArrayList<>(Tree.texts(mapping.path("key")).stream().filter(one -> !one.isEmpty()).toList());
        if (part == columns.contains(column)) {
            return;
        }
        if (part) {
            columns.add(column);
            columns.sort(java.util.Comparator.comparingInt(order::indexOf));
        } else {
            columns.remove(column);
        }
        Tree.top(mapping, "key", columns.size() == 1 ? TextNode.valueOf(columns.getFirst()) : Tree.texts(columns));
    }

    /** Fields of the head by their path, e.g. {@code dataset/name/zh}; an empty text takes one away. */
    void head(Map<String, String> fields) {
        fields.forEach((path, value) -> {
            String[] steps = path.split("/");
            ObjectNode at = mapping;
            for (int index = 0; index < steps.length - 1; index++) {
                at = object(at, steps[index], index == 0);
            }
            set(at, steps[steps.length - 1], value.strip(), steps.length == 1);
        });
        for (String group : List.of("format", "dataset", "legal_basis")) {
            if (mapping.path(group).isObject() && mapping.path(group).isEmpty() && !group.equals("legal_basis")) {
                mapping.remove(group);
            }
        }
    }

    private static ObjectNode object(ObjectNode fields, String key, boolean top) {
        if (!(fields.get(key) instanceof ObjectNode)) {
            ObjectNode fresh = Tree.JSON.objectNode();
            if (top) {
                Tree.top(fields, key, fresh);
            } else {
                fields.set(key, fresh);
            }
        }
        return (ObjectNode) fields.get(key);
    }

    private static void set(ObjectNode fields, String key, String value, boolean top) {
        if (value.isEmpty()) {
            fields.remove(key);
            return;
        }
        JsonNode node = key.equals("retention_days") || key.equals("header_rows") ? number(value) : LISTS.contains(key) ? Tree.texts(words(value)) : TextNode.valueOf(value);
        if (key.equals("updated_at") && fields.path(key).isObject()) {
            ((ObjectNode) fields.get(key)).set("from", node);
        } else if (top) {
            Tree.top(fields, key, node);
        } else {
            fields.set(key, node);
        }
    }

    private static JsonNode number(String value) {
        return value.matches("\\d{1,6}") ? IntNode.valueOf(Integer.parseInt(value)) : TextNode.valueOf(value);
    }

    /** Every column of the sample is named: those that are used nowhere stand under {@code unused}, and no other of them does. */
    void unused(List<String> columns) {
        ColumnUses uses = new ColumnUses(mapping);
        List<String> before = Tree.texts(mapping.path("unused"));
        List<String> unused = new ArrayList<>(before.stream().filter(column -> !uses.used(column)).toList());
        columns.stream().filter(column -> !uses.used(column) && !unused.contains(column)).forEach(unused::add);
        if (unused.isEmpty()) {
            mapping.remove("unused");
        } else if (!unused.equals(before)) {
            Tree.top(mapping, "unused", Tree.texts(unused));
        }
    }
}
