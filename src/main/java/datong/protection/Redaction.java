package datong.protection;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import datong.classification.PersonalDataScanner;
import datong.schema.Json;

/** Replaces personal data in text by marks; in a JSON document in every name, string and number. */
record Redaction(PersonalDataScanner scanner) implements ValueTreatment {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    @Override
    public Object treat(Object value) {
        return switch (value) {
            case String text -> scanner.redact(text);
            case Json json -> document(json);
            default -> null;
        };
    }

    private Json document(Json json) {
        try {
            return new Json(JSON.writeValueAsString(redact(JSON.readTree(json.text()))));
        } catch (JsonProcessingException notJson) {
            return null;
        }
    }

    private JsonNode redact(JsonNode node) {
        if (node.isObject()) {
            ObjectNode redacted = NODES.objectNode();
            node.properties().forEach(entry -> redacted.set(scanner.redact(entry.getKey()), redact(entry.getValue())));
            return redacted;
        }
        if (node.isArray()) {
            ArrayNode redacted = NODES.arrayNode();
            node.forEach(element -> redacted.add(redact(element)));
            return redacted;
        }
        return node.isTextual() || node.isNumber() ? scalar(node) : node;
    }

    private JsonNode scalar(JsonNode node) {
        String text = node.asText();
        String redacted = scanner.redact(text);
        return redacted.equals(text) ? node : NODES.textNode(redacted);
    }
}
