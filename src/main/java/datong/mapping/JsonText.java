package datong.mapping;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import datong.schema.Json;
import java.util.List;

/** Canonical JSON: keys in the given order, no blanks, absent values left out. */
final class JsonText {
    private static final ObjectMapper CANONICAL = new ObjectMapper()
            .configure(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS, true)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

    private JsonText() {}

    /** Null if every value is null. */
    static Json object(List<String> keys, Object[] values) {
        StringBuilder text = new StringBuilder(64).append('{');
        for (int i = 0; i < values.length; i++) {
            if (values[i] != null) {
                quote(text.length() == 1 ? text : text.append(','), keys.get(i)).append(':');
                value(text, values[i]);
            }
        }
        return text.length() == 1 ? null : new Json(text.append('}').toString());
    }

    /** A cell that holds a JSON document itself, keys sorted. */
    static Object parse(String text, Reading reading) {
        try {
            return new Json(CANONICAL.writeValueAsString(CANONICAL.treeToValue(CANONICAL.readTree(text), Object.class)));
        } catch (JsonProcessingException broken) {
            return reading.refuse("NOT_JSON", "the text is not a JSON document");
        }
    }

    private static void value(StringBuilder text, Object value) {
        switch (value) {
            case Number number -> text.append(ValueText.of(number));
            case Boolean truth -> text.append(truth);
            case Json json -> text.append(json.text());
            case List<?> list -> list(text, list);
            default -> quote(text, ValueText.of(value));
        }
    }

    private static void list(StringBuilder text, List<?> list) {
        text.append('[');
        for (int i = 0; i < list.size(); i++) {
            value(i == 0 ? text : text.append(','), list.get(i));
        }
        text.append(']');
    }

    private static StringBuilder quote(StringBuilder text, String value) {
        text.append('"');
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            switch (c) {
                case '"', '\\' -> text.append('\\').append(c);
                case '\n' -> text.append("\\n");
                case '\r' -> text.append("\\r");
                case '\t' -> text.append("\\t");
                default -> {
                    if (c < ' ') {
                        text.append(String.format("\\u%04x", (int) c));
                    } else {
                        text.append(c);
                    }
                }
            }
        }
        return text.append('"');
    }
}
