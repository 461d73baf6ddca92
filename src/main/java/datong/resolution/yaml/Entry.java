package datong.resolution.yaml;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** A part of a YAML file that knows its line; what is not as expected stops the file with line and reason. Builds no objects. */
record Entry(String file, int line, Node node) {
    /** The file is not as it should be. */
    static final class Wrong extends RuntimeException {
        Wrong(String file, int line, String message) {
            super(file + ":" + line + ": " + message);
        }
    }

    static Entry read(String file, String text) {
        LoaderOptions limits = new LoaderOptions();
        limits.setMaxAliasesForCollections(20);
        limits.setNestingDepthLimit(20);
        try {
            Node node = new Yaml(limits).compose(new StringReader(text));
            if (node == null) {
                throw new Wrong(file, 1, "the file is empty");
            }
            return of(file, node);
        } catch (MarkedYAMLException broken) {
            throw new Wrong(file, broken.getProblemMark() == null ? 1 : broken.getProblemMark().getLine() + 1, "not YAML: " + broken.getProblem());
        } catch (YAMLException broken) {
            throw new Wrong(file, 1, "not YAML: " + broken.getMessage());
        }
    }

    private static Entry of(String file, Node node) {
        return new Entry(file, node.getStartMark().getLine() + 1, node);
    }

    Wrong wrong(String message) {
        return new Wrong(file, line, message);
    }

    /** The members, none but the allowed. */
    Map<String, Entry> fields(String... allowed) {
        Map<String, Entry> fields = named();
        for (Map.Entry<String, Entry> field : fields.entrySet()) {
            if (!List.of(allowed).contains(field.getKey())) {
                throw field.getValue().wrong("'" + field.getKey() + "' is not known here; expected " + String.join(", ", allowed));
            }
        }
        return fields;
    }

    /** The members, whatever they are called. */
    Map<String, Entry> named() {
        if (!(node instanceof MappingNode mapping)) {
            throw wrong("expected 'name: value' lines");
        }
        Map<String, Entry> fields = new LinkedHashMap<>();
        mapping.getValue().forEach(tuple -> {
            String name = tuple.getKeyNode() instanceof ScalarNode scalar ? scalar.getValue() : "";
            if (fields.put(name, of(file, tuple.getValueNode())) != null) {
                throw of(file, tuple.getKeyNode()).wrong("'" + name + "' stands here twice");
            }
        });
        return fields;
    }

    List<Entry> items() {
        if (!(node instanceof SequenceNode sequence)) {
            throw wrong("expected a list");
        }
        List<Entry> items = new ArrayList<>();
        sequence.getValue().forEach(item -> items.add(of(file, item)));
        return items;
    }

    /** One text, or several. */
    List<String> texts() {
        return node instanceof ScalarNode ? List.of(text()) : items().stream().map(Entry::text).toList();
    }

    String text() {
        if (node instanceof ScalarNode scalar && !scalar.getValue().isBlank()) {
            return scalar.getValue().strip();
        }
        throw wrong("expected a text");
    }

    double number() {
        try {
            return Double.parseDouble(text());
        } catch (NumberFormatException none) {
            throw wrong("'" + text() + "' is no number");
        }
    }

    static Entry needed(Map<String, Entry> fields, String name, Entry whole) {
        return Optional.ofNullable(fields.get(name)).orElseThrow(() -> whole.wrong("'" + name + "' is missing"));
    }
}
