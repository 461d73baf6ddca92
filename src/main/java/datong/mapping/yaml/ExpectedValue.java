package datong.mapping.yaml;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import datong.mapping.ValueText;
import datong.schema.Json;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;

/** A value that an example expects, compared the way its writer meant it. */
record ExpectedValue(Yaml yaml) {
    boolean is(Object actual) {
        if (yaml.json().isNull() || actual == null) {
            return yaml.json().isNull() && actual == null;
        }
        return switch (actual) {
            case Instant instant -> instant(instant);
            case BigDecimal decimal -> decimal(decimal);
            case Json json -> json(json);
            case List<?> list when yaml instanceof Yaml.Items -> list.equals(Document.texts(yaml));
            default -> ValueText.of(actual).equals(Document.text(yaml));
        };
    }

    /** Local time in Beijing, seconds optional, or a time with its zone. */
    private boolean instant(Instant actual) {
        String text = Document.text(yaml);
        String local = ValueText.of(actual);
        if (local.equals(text) || local.equals(text + ":00") || local.equals(text + " 00:00:00")) {
            return true;
        }
        try {
            return OffsetDateTime.parse(text).toInstant().equals(actual);
        } catch (DateTimeException otherForm) {
            return false;
        }
    }

    private boolean decimal(BigDecimal actual) {
        try {
            return new BigDecimal(Document.text(yaml)).compareTo(actual) == 0;
        } catch (NumberFormatException noNumber) {
            return false;
        }
    }

    private boolean json(Json actual) {
        try {
            return same(yaml instanceof Yaml.Text text ? new ObjectMapper().readTree(text.value()) : yaml.json(), new ObjectMapper().readTree(actual.text()));
        } catch (JsonProcessingException noJson) {
            return false;
        }
    }

    private static boolean same(JsonNode expected, JsonNode actual) {
        if (expected.isValueNode()) {
            return expected.asText().equals(actual.asText()) && actual.isValueNode();
        }
        boolean equal = expected.size() == actual.size() && expected.isArray() == actual.isArray();
        for (int i = 0; equal && expected.isArray() && i < expected.size(); i++) {
            equal = same(expected.get(i), actual.get(i));
        }
        for (var field : expected.properties()) {
            equal = equal && actual.has(field.getKey()) && same(field.getValue(), actual.get(field.getKey()));
        }
        return equal;
    }

    String shown() {
        return yaml.json().isNull() ? "absent" : yaml instanceof Yaml.Text text ? "'" + text.value() + "'" : yaml.json().toString();
    }

    static String shown(Object actual) {
        return actual == null ? "absent" : "'" + ValueText.of(actual) + "'";
    }
}
