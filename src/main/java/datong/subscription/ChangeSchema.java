package datong.subscription;

import datong.query.ChangeAnswer;
import datong.schema.ItemDefinition;
import datong.schema.ItemType;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/**
 * The form of a subscription's records under the terms of a delivery, as JSON Schema 2020-12.
 *
 * @param name a URN that changes with the text
 */
public record ChangeSchema(String name, String text) {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    public static ChangeSchema of(Delivery delivery) {
        ChangeAnswer.Page page = delivery.page();
        Map<String, Object> properties = new LinkedHashMap<>();
        properties.put("id", Map.of("type", "string"));
        page.items().forEach(item -> properties.put(item.name().value(), property(item, page.treatments().get(item.name().value()))));
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
        schema.put("title", delivery.subscription().dataset().value());
        schema.put("type", "object");
        schema.put("additionalProperties", false);
        schema.put("required", List.copyOf(properties.keySet()));
        schema.put("properties", properties);
        String text = JSON.writeValueAsString(schema);
        return new ChangeSchema("urn:datong:schema:" + delivery.subscription().name() + ":" + digest(text), text);
    }

    /** What was treated may be a text, whatever it was, or absent. */
    private static Map<String, Object> property(ItemDefinition item, String treatment) {
        Map<String, Object> property = new LinkedHashMap<>();
        if (item.type() != ItemType.JSON || !treatment.equals("reveal")) {
            property.put("type", treatment.equals("reveal") ? List.of(type(item.type()), "null") : List.of(type(item.type()), "string", "null").stream().distinct().toList());
        }
        if (item.type() == ItemType.STRINGS) {
            property.put("items", Map.of("type", "string"));
        }
        property.put("description", String.join("; ", item.chinese(), item.english(), item.level().name(), treatment));
        return property;
    }

    private static String type(ItemType type) {
        return switch (type) {
            case STRING, DATE, TIMESTAMP -> "string";
            case INTEGER -> "integer";
            case DECIMAL -> "number";
            case BOOLEAN -> "boolean";
            case STRINGS -> "array";
            case JSON -> "object";
        };
    }

    private static String digest(String text) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)), 0, 8);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }
}
