package datong.mapping.yaml;

import datong.mapping.Expression;
import datong.mapping.ItemRule;
import datong.mapping.KeyRule;
import datong.mapping.Mapping;
import datong.mapping.Nearest;
import datong.mapping.OutputRule;
import datong.mapping.StillRule;
import datong.schema.Dataset;
import datong.schema.DatasetCode;
import datong.schema.Element;
import datong.schema.ElementSchema;
import datong.schema.ItemDefinition;
import datong.schema.ItemName;
import datong.schema.ItemType;
import datong.schema.LedgerSchema;
import datong.schema.Level;
import datong.schema.ShareAttribute;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Compiles the main output and those of {@code also}. */
final class OutputCompiler {
    /** The vocabulary of relations, DOMAIN §3.10. */
    static final List<String> RELATIONS = List.of("RESIDES_AT", "REGISTERED_AT", "OWNS", "RENTS", "WORKS_FOR", "REPRESENTS", "GUARDS",
            "HEAD_OF", "MEMBER_OF_HOUSEHOLD", "REPORTED", "ACCUSED_IN", "OCCURRED_AT", "INVOLVES_THING", "DETECTED_BY", "HANDLED_BY",
            "ASSISTED_BY", "DUPLICATE_OF", "CAUSED_BY", "MENTIONS", "MANAGES_GRID", "SUPERVISES", "PART_OF");

    private final Compilation compilation;
    private final LedgerSchema ledger;
    private final String source;
    private final String provider;
    private final Map<String, Map<ItemName, List<String>>> columns = new HashMap<>();
    private final Set<String> codes = new HashSet<>();

    OutputCompiler(Compilation compilation, LedgerSchema ledger, String source, String provider) {
        this.compilation = compilation;
        this.ledger = ledger;
        this.source = source;
        this.provider = provider;
    }

    /** Of each output by code, the columns its items are read from. */
    Map<String, Map<ItemName, List<String>>> columns() {
        return columns;
    }

    OutputRule main(Yaml file) {
        return compile(file, source, Optional.empty());
    }

    OutputRule also(Yaml yaml) {
        return compile(yaml, source + "-" + code(yaml), relation(yaml));
    }

    static String code(Yaml yaml) {
        return Document.text(yaml, "code").or(() -> Document.text(yaml, "element")).orElse("");
    }

    private OutputRule compile(Yaml yaml, String datasetCode, Optional<Mapping.Relation> relation) {
        ElementSchema schema = ledger.element(Document.text(yaml, "element").flatMap(Element::of).orElseThrow());
        String code = code(yaml);
        if (!codes.add(code)) {
            compilation.document.wrong(Document.line(yaml, "element"), "there are two outputs called '" + code + "'; give this one a 'code' of its own");
        }
        boolean further = !datasetCode.equals(source);
        Optional<Expression> when = further ? Document.value(yaml, "when").flatMap(compilation::condition) : Optional.empty();
        KeyRule key = key(Document.value(yaml, "key").orElseThrow(), !further);
        ItemCompiler items = new ItemCompiler(compilation, schema);
        List<ItemRule> rules = items.compile(Document.value(yaml, "items").orElseThrow(), Document.line(yaml, "items"));
        Optional<ItemRule> updated = Document.field(yaml, "updated_at").map(field -> items.moment("source_updated_at", field));
        Optional<StillRule> still = further ? Optional.empty() : Document.value(yaml, "still").flatMap(said -> still(said, schema, items));
        columns.put(code, Map.copyOf(items.columns()));
        Mapping.Output output = new Mapping.Output(code, schema, dataset(yaml, datasetCode, schema.element(), items.columns().keySet()), relation);
        return new OutputRule(output, when, key, updated, rules, Set.copyOf(items.redact()), items.longitude(), items.latitude(), still);
    }

    private Optional<StillRule> still(Yaml yaml, ElementSchema schema, ItemCompiler items) {
        String name = Document.text(yaml, "item").orElse("still");
        Optional<ItemDefinition> item = schema.items().stream().filter(known -> known.name().value().equals(name)).findFirst();
        if (item.isEmpty() || item.get().type() != ItemType.STRING || item.get().level() == Level.L1) {
            compilation.document.wrong(Document.line(yaml, "item"), "the reference to a picture goes into a text of level L2 or above, and " + schema.element().code() + " has no such item '" + name
                    + "'; mappings/extensions/matter-still.extension.yaml adds one");
            return Optional.empty();
        }
        if (items.columns().containsKey(item.get().name())) {
            compilation.document.wrong(yaml.line(), "'" + name + "' takes the reference to the picture; it cannot stand among the items too");
        }
        String column = Document.text(yaml, "from").orElseThrow();
        Optional<String> caseColumn = Document.text(yaml, "case");
        int slot = compilation.perhaps(column);
        caseColumn.ifPresent(compilation::perhaps);
        items.columns().put(item.get().name(), List.of(column));
        return Optional.of(new StillRule(source, item.get().name(), item.get().ordinal(), column, slot, caseColumn, compilation.nullWords));
    }

    private KeyRule key(Yaml yaml, boolean mandatory) {
        if (yaml instanceof Yaml.Fields) {
            return new KeyRule(new int[0], compilation.expression(Document.value(yaml, "expr").orElseThrow()), compilation.nullWords, mandatory);
        }
        return new KeyRule(compilation.all(Document.texts(yaml)), Optional.empty(), compilation.nullWords, mandatory);
    }

    private Dataset dataset(Yaml yaml, String usual, Element element, Set<ItemName> items) {
        Optional<Yaml> dataset = Document.value(yaml, "dataset");
        String code = dataset.flatMap(value -> Document.text(value, "code")).orElse(usual);
        Optional<Yaml> name = dataset.flatMap(value -> Document.value(value, "name"));
        ShareAttribute share = dataset.flatMap(value -> Document.text(value, "share")).map(ShareAttribute::valueOf).orElse(ShareAttribute.CONDITIONAL);
        return new Dataset(new DatasetCode(code), element, name.flatMap(value -> Document.text(value, "zh")).orElse(code),
                name.flatMap(value -> Document.text(value, "en")).orElse(code), provider, share, Set.copyOf(items), Set.of(source));
    }

    private Optional<Mapping.Relation> relation(Yaml yaml) {
        Optional<Yaml> relation = Document.value(yaml, "relation");
        if (relation.isEmpty()) {
            return Optional.empty();
        }
        String name = Document.text(relation.get(), "name").orElse("");
        boolean from = Document.field(relation.get(), "from").isPresent();
        boolean to = Document.field(relation.get(), "to").isPresent();
        if (!RELATIONS.contains(name)) {
            compilation.document.wrong(Document.line(relation.get(), "name"), "there is no relation '" + name + "'" + Nearest.hint(name, RELATIONS));
        }
        if (from == to) {
            compilation.document.wrong(Document.line(yaml, "relation"), "say which way the relation goes: 'from: main' or 'to: main'");
        }
        return Optional.of(new Mapping.Relation(name, from));
    }
}
