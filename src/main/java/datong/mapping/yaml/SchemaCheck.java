package datong.mapping.yaml;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import com.networknt.schema.path.NodePath;
import datong.mapping.MappingError;
import datong.mapping.Nearest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Checks the shape of a file by its JSON Schema, in words and with lines a steward can use. */
final class SchemaCheck {
    private final JsonNode definition;
    private final Schema schema;

    /** @param name of the schema on the class path, e.g. {@code mapping.schema.json} */
    SchemaCheck(String name) {
        this.definition = load("/schema/" + name);
        this.schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12).getSchema(definition);
    }

    private static JsonNode load(String resource) {
        try (InputStream stream = SchemaCheck.class.getResourceAsStream(resource)) {
            return new ObjectMapper().readTree(new String(stream.readAllBytes(), StandardCharsets.UTF_8));
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException(resource + " is no JSON", broken);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    List<MappingError> check(String file, Yaml document) {
        List<MappingError> errors = new ArrayList<>();
        for (Error error : schema.validate(document.json())) {
            errors.add(new MappingError(file, line(document, error), message(error)));
        }
        return errors;
    }

    private static int line(Yaml document, Error error) {
        NodePath path = error.getInstanceLocation();
        Yaml at = document;
        int line = document.line();
        for (int i = 0; i < path.getNameCount(); i++) {
            Object step = path.getElement(i);
            if (at instanceof Yaml.Fields fields && fields.fields().get(String.valueOf(step)) instanceof Yaml.Field(int keyLine, Yaml value)) {
                line = keyLine;
                at = value;
            } else if (at instanceof Yaml.Items items) {
                at = items.values().get(Integer.parseInt(String.valueOf(step)));
                line = at.line();
            }
        }
        boolean ofKey = error.getKeyword().equals("additionalProperties") && at instanceof Yaml.Fields;
        Yaml.Field field = ofKey ? ((Yaml.Fields) at).fields().get(error.getProperty()) : null;
        return field == null ? line : field.line();
    }

    private String message(Error error) {
        String where = name(error.getInstanceLocation());
        JsonNode rule = rule(error);
        return switch (error.getKeyword()) {
            case "additionalProperties" -> "unknown key '" + error.getProperty() + "'" + within(where) + hint(error.getProperty(), keys(error));
            case "required" -> "'" + error.getProperty() + "' is missing" + within(where);
            case "enum", "const" -> "'" + error.getInstanceNode().asText() + "' is not allowed as '" + where + "'"
                    + hint(error.getInstanceNode().asText(), texts(rule));
            case "type" -> "'" + where + "' must be " + String.join(" or ", texts(rule)) + ", not " + error.getInstanceNode().getNodeType().name().toLowerCase(java.util.Locale.ROOT);
            case "pattern" -> "'" + where + "': expected " + parent(error).path("description").asText("another form");
            default -> "'" + where + "': " + error.getMessage();
        };
    }

    private static String within(String where) {
        return where.isEmpty() ? "" : " in '" + where + "'";
    }

    private static String hint(String word, List<String> words) {
        return Nearest.to(word, words).map(near -> "; did you mean '" + near + "'?").orElse("; expected one of " + String.join(", ", words));
    }

    /** The nearest key above the place, empty at the top. */
    private static String name(NodePath path) {
        for (int i = path.getNameCount() - 1; i >= 0; i--) {
            if (path.getElement(i) instanceof String key) {
                return key;
            }
        }
        return "";
    }

    private JsonNode rule(Error error) {
        return definition.at(pointer(error));
    }

    private JsonNode parent(Error error) {
        String pointer = pointer(error);
        return definition.at(pointer.substring(0, Math.max(0, pointer.lastIndexOf('/'))));
    }

    private static String pointer(Error error) {
        return String.valueOf(error.getSchemaLocation().getFragment());
    }

    private List<String> keys(Error error) {
        List<String> keys = new ArrayList<>();
        parent(error).path("properties").fieldNames().forEachRemaining(keys::add);
        return keys;
    }

    private static List<String> texts(JsonNode rule) {
        if (!rule.isArray()) {
            return List.of(rule.asText());
        }
        return Stream.iterate(0, i -> i < rule.size(), i -> i + 1).map(i -> rule.get(i).asText()).toList();
    }
}
