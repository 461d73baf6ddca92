package datong.mapping.yaml;

import datong.mapping.Conversion;
import datong.mapping.ConversionKind;
import datong.mapping.Expression;
import datong.mapping.ItemRule;
import datong.mapping.Nearest;
import datong.mapping.NullWords;
import datong.mapping.Numbers;
import datong.mapping.OnError;
import datong.mapping.Origin;
import datong.schema.CodeTable;
import datong.schema.ElementSchema;
import datong.schema.ItemDefinition;
import datong.schema.ItemName;
import datong.schema.ItemType;
import datong.schema.ValueKind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Compiles the items of one output. */
final class ItemCompiler {
    private static final String SEPARATORS = "、/;；,， ";
    private static final List<String> ORIGINS = List.of("from", "expr", "const", "keys");

    private final Compilation compilation;
    private final Document document;
    private final ElementSchema schema;
    private final Map<ItemName, List<String>> columns = new HashMap<>();
    private final Set<ItemName> redact = new HashSet<>();
    private int longitude = -1;
    private int latitude = -1;

    ItemCompiler(Compilation compilation, ElementSchema schema) {
        this.compilation = compilation;
        this.document = compilation.document;
        this.schema = schema;
    }

    Map<ItemName, List<String>> columns() {
        return columns;
    }

    Set<ItemName> redact() {
        return redact;
    }

    /** Ordinal of the longitude if it is to be checked against the latitude, else -1. */
    int longitude() {
        return latitude < 0 ? -1 : longitude;
    }

    int latitude() {
        return latitude;
    }

    /** Rules in the file's order; mandatory items must all be there. */
    List<ItemRule> compile(Yaml items, int line) {
        List<ItemRule> rules = new ArrayList<>();
        Document.fields(items).forEach((name, field) -> item(name, field.line()).ifPresent(item -> rules.add(rule(item, field))));
        Set<String> filled = new HashSet<>(Document.fields(items).keySet());
        Mandatory.items(schema).stream().filter(name -> !filled.contains(name.value()))
                .forEach(name -> document.wrong(line, schema.element().code() + " needs '" + name + "': map it, or give it a 'const'"));
        return rules;
    }

    private Optional<ItemDefinition> item(String name, int line) {
        Optional<ItemDefinition> found = schema.items().stream().filter(item -> item.name().value().equals(name)).findFirst();
        if (found.isEmpty()) {
            List<String> names = schema.items().stream().map(item -> item.name().value()).toList();
            document.wrong(line, schema.element().code() + " has no item '" + name + "'" + Nearest.hint(name, names));
        }
        return found;
    }

    private ItemRule rule(ItemDefinition item, Yaml.Field field) {
        Yaml yaml = field.value();
        if (item.offByDefault() && Document.text(yaml, "duty").isEmpty()) {
            document.wrong(field.line(), "'" + item.name() + "' is switched off: name the legal duty that needs it with 'duty', or move its column to 'unused'");
        }
        if (Document.flag(yaml, "redact")) {
            redactable(item, yaml);
        }
        List<String> read = new ArrayList<>();
        ItemRule rule = rule(new Slot(item.name(), item.type(), item.kind(), item.ordinal(), Mandatory.items(schema).contains(item.name()),
                ConversionKind.usual(item), item.codeTable().flatMap(compilation.codes::find)), field, read);
        columns.put(item.name(), read.stream().distinct().toList());
        return rule;
    }

    private void redactable(ItemDefinition item, Yaml yaml) {
        if (item.type() == ItemType.STRING) {
            redact.add(item.name());
            return;
        }
        document.wrong(Document.line(yaml, "redact"), "only text can be redacted; '" + item.name() + "' is " + word(item.type()));
    }

    /** Where a value goes: an item, or a part of a JSON item. */
    record Slot(ItemName name, ItemType type, ValueKind kind, int ordinal, boolean mandatory, ConversionKind usual, Optional<CodeTable> table) {}

    private ItemRule rule(Slot slot, Yaml.Field field, List<String> read) {
        Yaml yaml = field.value();
        ConversionKind kind = kind(slot, yaml);
        ItemType type = slot.ordinal() >= 0 && slot.type() == null ? kind.result() : slot.type();
        Optional<Map<String, Object>> codes = new CodeCompiler(compilation, slot.table()).compile(yaml, type);
        Conversion conversion = conversion(slot, kind, yaml, read);
        if (kind == ConversionKind.COORDINATES) {
            coordinate(slot);
        }
        boolean required = Document.flag(yaml, "required");
        return new ItemRule(slot.name(), type, Math.max(0, slot.ordinal()), origin(slot, field, type, read), conversion, codes,
                unknown(yaml), words(yaml), target(yaml, "masked", ItemType.STRING), rest(yaml), separators(yaml, type),
                Document.value(yaml, "default").map(value -> new CodeCompiler(compilation, slot.table()).typed(value, type, "default")), required,
                onError(yaml, required || slot.mandatory() || kind.identifies()));
    }

    /** Compiles {@code updated_at}, which fills no item but the envelope. */
    ItemRule moment(String name, Yaml.Field field) {
        Slot slot = new Slot(new ItemName(name), ItemType.TIMESTAMP, ValueKind.TIME, 0, false, ConversionKind.TIMESTAMP, Optional.empty());
        return rule(slot, field, new ArrayList<>());
    }

    private void coordinate(Slot slot) {
        longitude = slot.name().value().equals("longitude") ? slot.ordinal() : longitude;
        latitude = slot.name().value().equals("latitude") ? slot.ordinal() : latitude;
    }

    private ConversionKind kind(Slot slot, Yaml yaml) {
        ConversionKind kind = Document.text(yaml, "as").flatMap(ConversionKind::of).orElse(slot.usual());
        if (slot.type() != null && !kind.fits(slot.type())) {
            List<String> fitting = java.util.Arrays.stream(ConversionKind.values()).filter(other -> other.fits(slot.type())).map(ConversionKind::word).toList();
            document.wrong(Document.line(yaml, "as"), "'" + kind.word() + "' does not fit '" + slot.name() + "', which is " + word(slot.type())
                    + "; expected one of " + String.join(", ", fitting));
            return slot.usual();
        }
        return kind;
    }

    static String word(ItemType type) {
        return type == ItemType.STRINGS ? "a list of texts" : type == ItemType.STRING ? "text" : type.name().toLowerCase(java.util.Locale.ROOT);
    }

    private Origin origin(Slot slot, Yaml.Field field, ItemType type, List<String> read) {
        Yaml yaml = field.value();
        if (yaml instanceof Yaml.Text column) {
            read.add(column.value());
            return new Origin.Cells(compilation.alternatives(List.of(column.value())));
        }
        List<String> given = ORIGINS.stream().filter(origin -> Document.field(yaml, origin).isPresent()).toList();
        if (given.size() != 1) {
            document.wrong(field.line(), "'" + slot.name() + "' needs exactly one of from, expr, const and keys; "
                    + (given.isEmpty() ? "it has none" : "it has " + String.join(" and ", given)));
            return new Origin.Cells(new int[0]);
        }
        return switch (given.getFirst()) {
            case "from" -> cells(yaml, Document.texts(yaml, "from"), read);
            case "expr" -> computed(Document.value(yaml, "expr").orElseThrow(), read);
            case "const" -> new Origin.Constant(new CodeCompiler(compilation, slot.table()).typed(Document.value(yaml, "const").orElseThrow(), type, "const"));
            default -> parts(slot, Document.field(yaml, "keys").orElseThrow(), read);
        };
    }

    private Origin cells(Yaml yaml, List<String> from, List<String> read) {
        read.addAll(from);
        Optional<String> separator = Document.text(yaml, "path");
        return separator.isPresent() ? new Origin.Path(compilation.all(from), separator.get()) : new Origin.Cells(compilation.alternatives(from));
    }

    private Origin computed(Yaml yaml, List<String> read) {
        Optional<Expression> expression = compilation.expression(yaml);
        expression.ifPresent(compiled -> read.addAll(compiled.columns()));
        return expression.<Origin>map(Origin.Computed::new).orElse(new Origin.Cells(new int[0]));
    }

    private Origin parts(Slot slot, Yaml.Field keys, List<String> read) {
        if (slot.type() != ItemType.JSON) {
            document.wrong(keys.line(), "only a json item has keys; '" + slot.name() + "' is " + word(slot.type()));
            return new Origin.Cells(new int[0]);
        }
        Map<String, Yaml.Field> sorted = new TreeMap<>(Document.fields(keys.value()));
        List<ItemRule> rules = new ArrayList<>();
        sorted.forEach((key, field) -> rules.add(rule(new Slot(slot.name(), null, ValueKind.PLAIN, rules.size(), false, ConversionKind.TEXT, Optional.empty()), field, read)));
        return new Origin.Document(List.copyOf(sorted.keySet()), List.copyOf(rules));
    }

    private Conversion conversion(Slot slot, ConversionKind kind, Yaml yaml, List<String> read) {
        Optional<Yaml.Field> unit = Document.field(yaml, "unit");
        boolean number = kind == ConversionKind.INTEGER || kind == ConversionKind.DECIMAL || kind == ConversionKind.COORDINATES;
        if (unit.isPresent() && !number) {
            document.wrong(unit.get().line(), "a unit stands in numbers; '" + slot.name() + "' is converted as " + kind.word());
        }
        List<String> units = unit.map(field -> Document.texts(field.value())).orElse(List.of());
        Numbers numbers = Numbers.of(units.size() == 1 ? units.getFirst() : "", units);
        boolean masks = Document.field(yaml, "masked").isPresent() || slot.kind() == ValueKind.ADDRESS;
        return kind.conversion(new MomentCompiler(compilation).compile(yaml, kind, read), numbers, masks);
    }

    private static ItemRule.UnknownCode unknown(Yaml yaml) {
        return Document.text(yaml, "unknown").map(word -> ItemRule.UnknownCode.valueOf(word.toUpperCase(java.util.Locale.ROOT)))
                .orElse(ItemRule.UnknownCode.REJECT);
    }

    private NullWords words(Yaml yaml) {
        Optional<Yaml> own = Document.value(yaml, "null_words");
        if (own.isEmpty()) {
            return compilation.nullWords;
        }
        List<String> words = Document.texts(own.get());
        return words.isEmpty() ? new NullWords(Set.of()) : compilation.nullWords.with(Set.copyOf(words));
    }

    private int target(Yaml yaml, String key, ItemType type) {
        Optional<Yaml.Field> field = Document.field(yaml, key);
        if (field.isEmpty()) {
            return -1;
        }
        Optional<ItemDefinition> item = item(Document.text(field.get().value()), field.get().line());
        if (item.isPresent() && item.get().type() != type) {
            document.wrong(field.get().line(), "'" + key + "' must name an item that is " + word(type) + "; '" + item.get().name() + "' is " + word(item.get().type()));
            return -1;
        }
        return item.map(ItemDefinition::ordinal).orElse(-1);
    }

    private int rest(Yaml yaml) {
        if (Document.field(yaml, "rest").isPresent() && Document.field(yaml, "split").isEmpty()) {
            document.wrong(Document.line(yaml, "rest"), "'rest' takes the further values of a cell that is split; add split: true");
        }
        return target(yaml, "rest", ItemType.STRINGS);
    }

    private static String separators(Yaml yaml, ItemType type) {
        Optional<Yaml> split = Document.value(yaml, "split");
        if (split.isEmpty()) {
            return type == ItemType.STRINGS ? SEPARATORS : "";
        }
        if (split.get().json().isBoolean()) {
            return split.get().json().asBoolean() ? SEPARATORS : "";
        }
        return Document.text(split.get());
    }

    private static OnError onError(Yaml yaml, boolean strict) {
        return Document.text(yaml, "on_error").map(word -> OnError.valueOf(word.toUpperCase(java.util.Locale.ROOT)))
                .orElse(strict ? OnError.REJECT : OnError.FLAG);
    }
}
