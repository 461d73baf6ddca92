package datong.policy.yaml;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** A YAML map whose keys must be known and whose words are text; no anchors, no tags, no duplicate keys, no {@code ${…}}. */
public final class StrictMap {
    private final String file;
    private final int line;
    private final Map<String, Node> values = new LinkedHashMap<>();

    private StrictMap(String file, MappingNode node) {
        this.file = file;
        this.line = lineOf(node);
        for (NodeTuple tuple : node.getValue()) {
            String key = scalar(file, tuple.getKeyNode());
            if (values.putIfAbsent(key, tuple.getValueNode()) != null) {
                throw new PolicyRefused(file, lineOf(tuple.getKeyNode()), "'" + key + "' stands here twice");
            }
        }
    }

    public static StrictMap read(String file, String text) {
        try {
            List<Node> documents = new ArrayList<>();
            new Yaml(new SafeConstructor(new LoaderOptions())).composeAll(new StringReader(text)).forEach(documents::add);
            if (documents.size() != 1) {
                throw new PolicyRefused(file, 1, "a file holds exactly one YAML document, this one holds " + documents.size());
            }
            refuseReferences(file, documents.getFirst(), new IdentityHashMap<>());
            return map(file, documents.getFirst());
        } catch (MarkedYAMLException broken) {
            int at = broken.getProblemMark() == null ? 1 : broken.getProblemMark().getLine() + 1;
            throw new PolicyRefused(file, at, "is not YAML: " + broken.getProblem());
        } catch (YAMLException broken) {
            throw new PolicyRefused(file, 1, "is not YAML: " + broken.getMessage());
        }
    }

    private static void refuseReferences(String file, Node node, IdentityHashMap<Node, Boolean> seen) {
        if (node.getAnchor() != null || seen.put(node, true) != null) {
            throw new PolicyRefused(file, lineOf(node), "anchors and aliases are not allowed: write the words out");
        }
        if (!node.getTag().getValue().startsWith("tag:yaml.org,2002:")) {
            throw new PolicyRefused(file, lineOf(node), "tags are not allowed");
        }
        switch (node) {
            case MappingNode mapping -> mapping.getValue().forEach(tuple -> {
                refuseReferences(file, tuple.getKeyNode(), seen);
                refuseReferences(file, tuple.getValueNode(), seen);
            });
            case SequenceNode sequence -> sequence.getValue().forEach(child -> refuseReferences(file, child, seen));
            default -> { }
        }
    }

    private static StrictMap map(String file, Node node) {
        if (node instanceof MappingNode mapping) {
            return new StrictMap(file, mapping);
        }
        throw new PolicyRefused(file, lineOf(node), "expected keys and values here");
    }

    private static String scalar(String file, Node node) {
        if (!(node instanceof ScalarNode scalar) || scalar.getValue().isBlank()) {
            throw new PolicyRefused(file, lineOf(node), "expected one word here");
        }
        String text = scalar.getValue();
        if (text.contains("${")) {
            throw new PolicyRefused(file, lineOf(node), "expressions are not allowed in policies; name the words themselves");
        }
        if (!text.equals(text.strip())) {
            throw new PolicyRefused(file, lineOf(node), "the word begins or ends with a space");
        }
        return text;
    }

    private static int lineOf(Node node) {
        return node.getStartMark().getLine() + 1;
    }

    public String file() {
        return file;
    }

    public int line() {
        return line;
    }

    public int line(String key) {
        return values.containsKey(key) ? lineOf(values.get(key)) : line;
    }

    public Set<String> keys() {
        return values.keySet();
    }

    public boolean has(String key) {
        return values.containsKey(key);
    }

    public StrictMap only(Collection<String> known) {
        for (Map.Entry<String, Node> entry : values.entrySet()) {
            if (!known.contains(entry.getKey())) {
                throw new PolicyRefused(file, lineOf(entry.getValue()), "unknown key '" + entry.getKey() + "'" + Suggestion.of(entry.getKey(), known));
            }
        }
        return this;
    }

    public StrictMap only(String... known) {
        return only(List.of(known));
    }

    public PolicyRefused refuse(String key, String message) {
        return new PolicyRefused(file, line(key), message);
    }

    public String text(String key) {
        return maybe(key).orElseThrow(() -> new PolicyRefused(file, line, "'" + key + "' is missing"));
    }

    public Optional<String> maybe(String key) {
        return Optional.ofNullable(values.get(key)).map(node -> scalar(file, node));
    }

    /** One word or a list of words; empty if the key is absent. An empty list is refused: it would read as "all" somewhere. */
    public List<String> words(String key) {
        Node node = values.get(key);
        if (node == null) {
            return List.of();
        }
        if (!(node instanceof SequenceNode sequence)) {
            return List.of(scalar(file, node));
        }
        if (sequence.getValue().isEmpty()) {
            throw refuse(key, "'" + key + "' is empty; leave the key out or name at least one");
        }
        return sequence.getValue().stream().map(child -> scalar(file, child)).toList();
    }

    /** Whether keys and values stand there. */
    public boolean nested(String key) {
        return values.get(key) instanceof MappingNode;
    }

    public StrictMap map(String key) {
        if (!values.containsKey(key)) {
            throw new PolicyRefused(file, line, "'" + key + "' is missing");
        }
        return map(file, values.get(key));
    }

    public List<StrictMap> maps(String key) {
        Node node = values.get(key);
        if (node == null) {
            return List.of();
        }
        if (!(node instanceof SequenceNode sequence)) {
            throw refuse(key, "'" + key + "' is a list of entries");
        }
        return sequence.getValue().stream().map(child -> map(file, child)).toList();
    }

    boolean flag(String key) {
        return maybe(key).map(word -> switch (word) {
            case "true" -> true;
            case "false" -> false;
            default -> throw refuse(key, "'" + key + "' is true or false");
        }).orElse(false);
    }

    public Optional<Long> number(String key) {
        return maybe(key).map(word -> {
            if (!word.matches("[1-9][0-9]{0,8}")) {
                throw refuse(key, "'" + key + "' is a whole number above 0");
            }
            return Long.parseLong(word);
        });
    }

    /** The word turned into a value that must be known. */
    public <T> T known(String key, String word, Map<String, T> values, String noun) {
        T value = values.get(word);
        if (value == null) {
            throw refuse(key, "there is no " + noun + " '" + word + "'" + Suggestion.of(word, values.keySet()));
        }
        return value;
    }

    <T> List<T> list(String key, Function<String, T> conversion) {
        return words(key).stream().map(conversion).toList();
    }
}
