package datong.mapping.yaml;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;

/** A YAML document whose every part knows its line. */
sealed interface Yaml {
    /** From 1. */
    int line();

    JsonNode json();

    /** @param line where the text itself begins */
    record Text(String value, int line, JsonNode json) implements Yaml {}

    record Items(List<Yaml> values, int line, JsonNode json) implements Yaml {}

    /** @param fields in the order of the file */
    record Fields(Map<String, Field> fields, int line, JsonNode json) implements Yaml {}

    /** @param line of the key */
    record Field(int line, Yaml value) {}
}
