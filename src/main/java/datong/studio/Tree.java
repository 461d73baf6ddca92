package datong.studio;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;

/** Small changes to a mapping's tree that leave everything else where it stands. */
final class Tree {
    static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final List<String> TOP = List.of("source", "element", "version", "provider", "legal_basis", "purpose", "sensing", "retention_days", "dataset",
            "format", "key", "updated_at", "null_words", "items", "also", "drop_rows", "optional", "unused");
    private static final List<String> RULE = List.of("from", "path", "expr", "const", "keys", "as", "time", "year_from", "relative_to", "pattern", "zone", "unit", "split",
            "rest", "masked", "codes", "unknown", "null_words", "default", "required", "on_error", "redact", "duty");

    private Tree() {}

    /** In the order of the house, where the key is new. */
    static void top(ObjectNode mapping, String key, JsonNode value) {
        put(mapping, key, value, TOP::indexOf);
    }

    static void rule(ObjectNode rule, String key, JsonNode value) {
        put(rule, key, value, RULE::indexOf);
    }

    /** Replaces the value where it stands; a new one goes before the first key of a higher rank. */
    static void put(ObjectNode fields, String key, JsonNode value, ToIntFunction<String> rank) {
        if (fields.has(key)) {
            fields.set(key, value);
            return;
        }
        Map<String, JsonNode> before = new LinkedHashMap<>();
        fields.properties().forEach(field -> before.put(field.getKey(), field.getValue()));
        fields.removeAll();
        boolean placed = false;
        for (Map.Entry<String, JsonNode> field : before.entrySet()) {
            if (!placed && rank.applyAsInt(field.getKey()) > rank.applyAsInt(key)) {
                fields.set(key, value);
                placed = true;
            }
            fields.set(field.getKey(), field.getValue());
        }
        if (!placed) {
            fields.set(key, value);
        }
    }

    static ArrayNode texts(Iterable<String> texts) {
        ArrayNode list = JSON.arrayNode();
        texts.forEach(list::add);
        return list;
    }

    /** A list of texts, or one text as a list of one. */
    static List<String> texts(JsonNode value) {
        List<String> texts = new ArrayList<>();
        if (value.isArray()) {
            value.forEach(one -> texts.add(one.asText()));
        } else if (value.isValueNode() && !value.isNull()) {
            texts.add(value.asText());
        }
        return texts;
    }

    /** The rule's long form. */
    static ObjectNode open(JsonNode rule) {
        return rule instanceof ObjectNode fields ? fields : JSON.objectNode().set("from", rule);
    }

    /** The short form where nothing but a column is said. */
    static JsonNode closed(ObjectNode rule) {
        return rule.size() == 1 && rule.path("from").isTextual() ? rule.get("from") : rule;
    }
}
