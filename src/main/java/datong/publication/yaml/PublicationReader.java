package datong.publication.yaml;

import datong.ledger.Selection.Operator;
import datong.policy.Treatment;
import datong.policy.TreatmentWords;
import datong.publication.Publication;
import datong.publication.Publication.Format;
import datong.publication.PublicationProblem;
import datong.schema.DatasetCode;
import datong.schema.ItemName;
import java.io.StringReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/** Reads one publication file, strictly: what is not understood refuses the file. */
final class PublicationReader {
    private static final List<String> KEYS = List.of("dataset", "recipient", "purpose", "items", "filter", "format", "encrypted", "anonymous", "canaries");
    private final String file;
    private final String name;
    private final Path folder;
    private final List<PublicationProblem> problems;

    /** @param folder where the file lies, and hierarchies beside it */
    PublicationReader(String file, String name, Path folder, List<PublicationProblem> problems) {
        this.folder = folder;
        this.file = file;
        this.name = name;
        this.problems = problems;
    }

    record Field(int line, Node value) {}

    /** Empty if anything is wrong; the problems then say what. */
    Optional<Publication> read(String text) {
        try {
            Node root = new Yaml(new LoaderOptions()).compose(new StringReader(text));
            if (!name.matches("[a-z0-9][a-z0-9-]{0,63}")) {
                wrong(1, "the file's name must be lower-case letters, digits and '-'");
            }
            Publication read = publication(fields(root, 1, "a publication", KEYS));
            return problems.isEmpty() ? Optional.of(read) : Optional.empty();
        } catch (MarkedYAMLException broken) {
            wrong(broken.getProblemMark() == null ? 1 : broken.getProblemMark().getLine() + 1, "not YAML: " + broken.getProblem());
        } catch (YAMLException broken) {
            wrong(1, "not YAML: " + broken.getMessage());
        }
        return Optional.empty();
    }

    private Publication publication(Map<String, Field> top) {
        Map<String, Field> recipient = optional(top, "recipient").map(field -> fields(field.value(), field.line(), "recipient",
                List.of("organisation", "class"))).orElse(Map.of());
        if (!top.containsKey("recipient")) {
            wrong(1, "'recipient' is missing: { organisation: …, class: … }");
        }
        DatasetCode dataset = text(top, "dataset", 1).flatMap(this::dataset).orElse(new DatasetCode("none"));
        return new Publication(name, file, dataset,
                new Publication.To(text(recipient, "organisation", line(top, "recipient")).orElse(""), text(recipient, "class", line(top, "recipient")).orElse("")),
                text(top, "purpose", 1).orElse(""), items(top), conditions(top), format(top), encrypted(top),
                optional(top, "anonymous").flatMap(new AnonymousReader(this, folder)::read), canaries(top));
    }

    private int canaries(Map<String, Field> top) {
        String word = optional(top, "canaries").flatMap(field -> scalar(field.value())).orElse("0");
        if (!word.matches("[0-9]{1,3}") || Integer.parseInt(word) > 100) {
            wrong(line(top, "canaries"), "'canaries' must be a number from 0 to 100");
            return 0;
        }
        if (!word.equals("0") && top.containsKey("anonymous")) {
            wrong(line(top, "canaries"), "an anonymous release carries no canaries: nothing in it may tell one record from another");
        }
        return Integer.parseInt(word);
    }

    private Optional<DatasetCode> dataset(String code) {
        try {
            return Optional.of(new DatasetCode(code));
        } catch (IllegalArgumentException malformed) {
            wrong(1, "'dataset': " + malformed.getMessage());
            return Optional.empty();
        }
    }

    private List<Publication.PublishedItem> items(Map<String, Field> top) {
        List<Publication.PublishedItem> items = new ArrayList<>();
        optional(top, "items").ifPresentOrElse(
                field -> fields(field.value(), field.line(), "items", List.of()).forEach((item, treatment) -> itemName(item, treatment.line())
                        .ifPresent(found -> items.add(new Publication.PublishedItem(found, treatment.line(), override(treatment))))),
                () -> wrong(1, "'items' is missing: one line an item, with a stricter treatment or none"));
        if (top.containsKey("items") && items.isEmpty()) {
            wrong(line(top, "items"), "'items' names no item");
        }
        return items;
    }

    private Optional<Treatment> override(Field treatment) {
        if (treatment.value().getTag() == Tag.NULL) {
            return Optional.empty();
        }
        Optional<Treatment> parsed = scalar(treatment.value()).flatMap(TreatmentWords::parse);
        if (parsed.isEmpty()) {
            wrong(treatment.line(), "not a treatment; expected nothing (as the policies say) or one of " + String.join(", ", TreatmentWords.ALL));
        }
        return parsed;
    }

    private List<Publication.Condition> conditions(Map<String, Field> top) {
        List<Publication.Condition> conditions = new ArrayList<>();
        Optional<Field> filter = optional(top, "filter");
        if (filter.isPresent() && !(filter.get().value() instanceof SequenceNode)) {
            wrong(filter.get().line(), "'filter' must be a list of { item, operator, values }");
        } else if (filter.isPresent()) {
            ((SequenceNode) filter.get().value()).getValue().forEach(node -> condition(node).ifPresent(conditions::add));
        }
        return conditions;
    }

    private Optional<Publication.Condition> condition(Node node) {
        int line = line(node);
        Map<String, Field> fields = fields(node, line, "a condition", List.of("item", "operator", "values"));
        Optional<ItemName> item = text(fields, "item", line).flatMap(text -> itemName(text, line));
        Optional<Operator> operator = text(fields, "operator", line).flatMap(word -> operator(word, line));
        List<String> values = optional(fields, "values").map(field -> texts(field.value(), field.line())).orElse(List.of());
        if (item.isEmpty() || operator.isEmpty()) {
            return Optional.empty();
        }
        boolean none = operator.get() == Operator.IS_NULL || operator.get() == Operator.IS_NOT_NULL;
        if (none != values.isEmpty() || values.size() > 1 && operator.get() != Operator.IN) {
            wrong(line, "'" + operator.get().name().toLowerCase(Locale.ROOT) + "' takes " + (none ? "no value" : operator.get() == Operator.IN
                    ? "at least one value" : "exactly one value"));
        }
        return Optional.of(new Publication.Condition(item.get(), line, operator.get(), values));
    }

    private Optional<Operator> operator(String word, int line) {
        for (Operator operator : Operator.values()) {
            if (operator.name().toLowerCase(Locale.ROOT).equals(word)) {
                return Optional.of(operator);
            }
        }
        wrong(line, "'" + word + "' is no operator; expected eq, ne, lt, le, gt, ge, in, starts_with, is_null or is_not_null");
        return Optional.empty();
    }

    private boolean encrypted(Map<String, Field> top) {
        String word = optional(top, "encrypted").flatMap(field -> scalar(field.value())).orElse("false");
        if (!word.equals("true") && !word.equals("false")) {
            wrong(line(top, "encrypted"), "'encrypted' must be true or false");
        }
        return word.equals("true");
    }

    private Format format(Map<String, Field> top) {
        Optional<String> word = optional(top, "format").flatMap(field -> scalar(field.value()));
        return switch (word.orElse("both")) {
            case "csv" -> Format.CSV;
            case "parquet" -> Format.PARQUET;
            case "both" -> Format.BOTH;
            default -> {
                wrong(line(top, "format"), "'format' must be csv, parquet or both");
                yield Format.BOTH;
            }
        };
    }

    Optional<ItemName> itemName(String text, int line) {
        try {
            return Optional.of(new ItemName(text));
        } catch (IllegalArgumentException malformed) {
            wrong(line, "'" + text + "': " + malformed.getMessage());
            return Optional.empty();
        }
    }

    /** @param known keys that may stand here; empty: any */
    Map<String, Field> fields(Node node, int line, String what, List<String> known) {
        Map<String, Field> fields = new LinkedHashMap<>();
        if (!(node instanceof MappingNode mapping)) {
            wrong(line, what + " must be a mapping of keys and values");
            return fields;
        }
        Set<String> seen = new HashSet<>();
        for (NodeTuple tuple : mapping.getValue()) {
            String key = scalar(tuple.getKeyNode()).orElse("");
            int at = line(tuple.getKeyNode());
            if (!known.isEmpty() && !known.contains(key)) {
                wrong(at, "unknown key '" + key + "' in " + what + "; expected one of " + String.join(", ", known));
            }
            if (!seen.add(key)) {
                wrong(at, "'" + key + "' stands here twice");
            }
            fields.put(key, new Field(at, tuple.getValueNode()));
        }
        return fields;
    }

    Optional<String> text(Map<String, Field> fields, String key, int line) {
        Optional<String> text = optional(fields, key).flatMap(field -> scalar(field.value())).filter(value -> !value.isBlank());
        if (text.isEmpty()) {
            wrong(fields.containsKey(key) ? line(fields, key) : line, "'" + key + "' is missing or not a text");
        }
        return text;
    }

    List<String> texts(Node node, int line) {
        List<Node> nodes = node instanceof SequenceNode sequence ? sequence.getValue() : List.of(node);
        List<String> texts = new ArrayList<>();
        for (Node each : nodes) {
            scalar(each).ifPresentOrElse(texts::add, () -> wrong(line, "a list of texts was expected"));
        }
        return texts;
    }

    private static Optional<Field> optional(Map<String, Field> fields, String key) {
        return Optional.ofNullable(fields.get(key));
    }

    static Optional<String> scalar(Node node) {
        return node instanceof ScalarNode scalar ? Optional.of(scalar.getValue()) : Optional.empty();
    }

    private static int line(Map<String, Field> fields, String key) {
        return optional(fields, key).map(Field::line).orElse(1);
    }

    private static int line(Node node) {
        return node.getStartMark().getLine() + 1;
    }

    void wrong(int line, String message) {
        problems.add(new PublicationProblem(file, line, message));
    }
}
