package datong.schema.yaml;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;

/** One file while it is read: its nodes with their lines, and the mistakes found so far. */
final class Reading {
    private final String file;
    private final List<SchemaError> errors;

    Reading(String file, List<SchemaError> errors) {
        this.file = file;
        this.errors = errors;
    }

    void error(int line, String message) {
        errors.add(new SchemaError(file, line, message));
    }

    void error(Node node, String message) {
        error(line(node), message);
    }

    boolean failed() {
        return !errors.isEmpty();
    }

    Optional<MappingNode> document(String text) {
        if (failed()) {
            return Optional.empty();
        }
        try {
            Node root = new Yaml(new SafeConstructor(new LoaderOptions())).compose(new StringReader(text));
            if (root instanceof MappingNode mapping) {
                return Optional.of(mapping);
            }
            error(1, "an extension file says 'element:' and 'items:'");
        } catch (MarkedYAMLException broken) {
            int line = broken.getProblemMark() == null ? 1 : broken.getProblemMark().getLine() + 1;
            error(line, "not YAML: " + broken.getProblem());
        }
        return Optional.empty();
    }

    void onlyKeys(MappingNode mapping, List<String> allowed, String what) {
        Set<String> seen = new HashSet<>();
        for (NodeTuple entry : mapping.getValue()) {
            String key = key(entry);
            if (!allowed.contains(key)) {
                error(entry.getKeyNode(), what + " has no '" + key + "'" + suggestion(key, allowed));
            } else if (!seen.add(key)) {
                error(entry.getKeyNode(), "'" + key + "' is said twice");
            }
        }
    }

    /** A required text; its absence is a mistake. */
    Optional<String> text(MappingNode mapping, String key) {
        Optional<String> text = optionalText(mapping, key);
        if (find(mapping, key).isEmpty()) {
            error(mapping, "'" + key + "' is missing");
        }
        return text;
    }

    Optional<String> optionalText(MappingNode mapping, String key) {
        return find(mapping, key).flatMap(node -> {
            if (node instanceof ScalarNode scalar && !scalar.getValue().isBlank()) {
                return Optional.of(scalar.getValue());
            }
            error(node, "'" + key + "' is one word or text");
            return Optional.empty();
        });
    }

    Optional<MappingNode> mapping(MappingNode mapping, String key) {
        Optional<Node> node = find(mapping, key);
        if (node.isPresent() && node.get() instanceof MappingNode inner) {
            return Optional.of(inner);
        }
        error(node.orElse(mapping), "'" + key + "' names items, each with its properties");
        return Optional.empty();
    }

    <T> Optional<T> oneOf(MappingNode mapping, String key, String word, T[] values, Function<T, String> name) {
        Optional<T> found = Arrays.stream(values).filter(value -> name.apply(value).equals(word)).findFirst();
        if (found.isEmpty()) {
            List<String> names = Arrays.stream(values).map(name).toList();
            error(find(mapping, key).orElse(mapping), "'" + key + "' is one of " + String.join(", ", names) + suggestion(word, names));
        }
        return found;
    }

    Optional<Node> find(MappingNode mapping, String key) {
        return mapping.getValue().stream().filter(entry -> key(entry).equals(key)).map(NodeTuple::getValueNode).findFirst();
    }

    static String key(NodeTuple entry) {
        return entry.getKeyNode() instanceof ScalarNode scalar ? scalar.getValue() : "";
    }

    static int line(Node node) {
        return node.getStartMark().getLine() + 1;
    }

    /** {@code ; did you mean 'x'?} if one of the words is near. */
    static String suggestion(String word, List<String> words) {
        List<String> near = new ArrayList<>(words);
        near.sort((one, other) -> Integer.compare(distance(word, one), distance(word, other)));
        boolean close = !near.isEmpty() && distance(word, near.getFirst()) <= Math.max(1, word.length() / 3);
        return close ? "; did you mean '" + near.getFirst() + "'?" : "";
    }

    private static int distance(String one, String other) {
        int[] row = new int[other.length() + 1];
        Arrays.setAll(row, index -> index);
        for (int left = 1; left <= one.length(); left++) {
            int diagonal = row[0];
            row[0] = left;
            for (int right = 1; right <= other.length(); right++) {
                int same = one.charAt(left - 1) == other.charAt(right - 1) ? diagonal : diagonal + 1;
                diagonal = row[right];
                row[right] = Math.min(same, Math.min(row[right], row[right - 1]) + 1);
            }
        }
        return row[other.length()];
    }
}
