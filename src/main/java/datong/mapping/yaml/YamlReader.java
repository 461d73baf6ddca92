package datong.mapping.yaml;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import datong.mapping.MappingError;
import java.io.StringReader;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/** Reads one YAML document into parts that know their lines; builds no objects, follows no tags. */
final class YamlReader {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private final String file;
    private final List<MappingError> errors;

    YamlReader(String file, List<MappingError> errors) {
        this.file = file;
        this.errors = errors;
    }

    /** An empty mapping where the text is no YAML; the errors then say why. */
    Yaml read(String text) {
        LoaderOptions limits = new LoaderOptions();
        limits.setMaxAliasesForCollections(20);
        limits.setNestingDepthLimit(30);
        try {
            Node node = new org.yaml.snakeyaml.Yaml(limits).compose(new StringReader(text));
            if (node != null) {
                return convert(node, 0);
            }
            errors.add(new MappingError(file, 1, "the file is empty"));
        } catch (MarkedYAMLException broken) {
            int line = broken.getProblemMark() == null ? 1 : broken.getProblemMark().getLine() + 1;
            errors.add(new MappingError(file, line, "not YAML: " + broken.getProblem()));
        } catch (YAMLException broken) {
            errors.add(new MappingError(file, 1, "not YAML: " + broken.getMessage()));
        }
        return new Yaml.Fields(Map.of(), 1, JSON.objectNode());
    }

    private Yaml convert(Node node, int depth) {
        if (depth > 30) {
            throw new YAMLException("nested deeper than 30 levels");
        }
        return switch (node) {
            case ScalarNode scalar -> text(scalar);
            case SequenceNode sequence -> items(sequence, depth);
            case MappingNode mapping -> fields(mapping, depth);
            default -> throw new YAMLException("unexpected " + node.getNodeId());
        };
    }

    private static Yaml.Text text(ScalarNode scalar) {
        boolean block = scalar.getScalarStyle() == ScalarStyle.LITERAL || scalar.getScalarStyle() == ScalarStyle.FOLDED;
        return new Yaml.Text(scalar.getValue(), line(scalar) + (block ? 1 : 0), json(scalar));
    }

    private static JsonNode json(ScalarNode scalar) {
        String value = scalar.getValue();
        try {
            if (scalar.getTag() == Tag.INT || scalar.getTag() == Tag.FLOAT) {
                return JSON.numberNode(new BigDecimal(value));
            }
        } catch (NumberFormatException octalOrSexagesimal) {
            return JSON.textNode(value);
        }
        if (scalar.getTag() == Tag.BOOL) {
            return JSON.booleanNode(truth(value));
        }
        return scalar.getTag() == Tag.NULL ? JSON.nullNode() : JSON.textNode(value);
    }

    static boolean truth(String value) {
        return List.of("true", "yes", "on").contains(value.toLowerCase(java.util.Locale.ROOT));
    }

    private Yaml.Items items(SequenceNode sequence, int depth) {
        List<Yaml> values = new ArrayList<>();
        ArrayNode json = JSON.arrayNode();
        for (Node node : sequence.getValue()) {
            values.add(convert(node, depth + 1));
            json.add(values.getLast().json());
        }
        return new Yaml.Items(values, line(sequence), json);
    }

    private Yaml.Fields fields(MappingNode mapping, int depth) {
        Map<String, Yaml.Field> fields = new LinkedHashMap<>();
        ObjectNode json = JSON.objectNode();
        for (NodeTuple tuple : mapping.getValue()) {
            String key = tuple.getKeyNode() instanceof ScalarNode scalar ? scalar.getValue() : "";
            Yaml value = convert(tuple.getValueNode(), depth + 1);
            if (fields.put(key, new Yaml.Field(line(tuple.getKeyNode()), value)) != null) {
                errors.add(new MappingError(file, line(tuple.getKeyNode()), "'" + key + "' stands here twice"));
            }
            json.set(key, value.json());
        }
        return new Yaml.Fields(fields, line(mapping), json);
    }

    private static int line(Node node) {
        return node.getStartMark().getLine() + 1;
    }
}
