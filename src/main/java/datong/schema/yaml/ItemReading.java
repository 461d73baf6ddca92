package datong.schema.yaml;

import datong.schema.CodeTable;
import datong.schema.DefaultTreatment;
import datong.schema.Element;
import datong.schema.ExtensionItem;
import datong.schema.ItemDefinition;
import datong.schema.ItemName;
import datong.schema.ItemType;
import datong.schema.Level;
import datong.schema.PersonalData;
import datong.schema.ValueKind;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;

/** Reads one item of an extension file. */
final class ItemReading {
    private static final int LONGEST = 8000;
    private static final List<String> KEYS = List.of("chinese", "english", "type", "kind", "level", "personal", "publish", "codes", "lookup",
            "required", "pattern", "min", "max", "maxLength");
    private final Reading reading;
    private final Element element;
    private final Extensions before;
    private final List<CodeTable> tables;

    ItemReading(Reading reading, Element element, Extensions before, List<CodeTable> tables) {
        this.reading = reading;
        this.element = element;
        this.before = before;
        this.tables = tables;
    }

    /** @param others items of the same file read before; empty if the item holds a mistake that makes it unreadable */
    Optional<ExtensionItem> read(NodeTuple entry, int ordinal, List<ExtensionItem> others) {
        Optional<ItemName> name = name(entry, others);
        if (!(entry.getValueNode() instanceof MappingNode item)) {
            reading.error(entry.getKeyNode(), "an item says at least chinese, english and type");
            return Optional.empty();
        }
        reading.onlyKeys(item, KEYS, "an item");
        Optional<String> chinese = reading.text(item, "chinese");
        Optional<String> english = reading.text(item, "english");
        Optional<ItemType> type = reading.text(item, "type").flatMap(word -> reading.oneOf(item, "type", word, ItemType.values(), ItemReading::word));
        if (name.isEmpty() || chinese.isEmpty() || english.isEmpty() || type.isEmpty()) {
            return Optional.empty();
        }
        Level level = choice(item, "level", Level.values(), Level::name, Level.L1);
        PersonalData personal = choice(item, "personal", PersonalData.values(), ItemReading::word, PersonalData.NONE);
        boolean lookup = truth(item, "lookup");
        protection(item, level, personal, lookup, type.get());
        ItemDefinition definition = new ItemDefinition(name.get(), chinese.get(), english.get(), type.get(),
                choice(item, "kind", ValueKind.values(), ItemReading::word, ValueKind.PLAIN), level, personal,
                choice(item, "publish", DefaultTreatment.values(), ItemReading::word, personal.personal() ? DefaultTreatment.DROP : DefaultTreatment.KEEP),
                codes(item, name.get()), lookup, 0, false, maxLength(item, type.get()), ordinal, true);
        return Optional.of(new ExtensionItem(definition, truth(item, "required"), pattern(item, type.get()),
                number(item, "min", type.get()), number(item, "max", type.get())));
    }

    private Optional<ItemName> name(NodeTuple entry, List<ExtensionItem> others) {
        String word = Reading.key(entry);
        if (!word.matches("[a-z][a-z0-9_]{0,62}")) {
            reading.error(entry.getKeyNode(), "an item's name is lower-case letters, digits and underscores, 63 at most");
            return Optional.empty();
        }
        ItemName name = new ItemName(word);
        boolean taken = before.schema().item(element, name).isPresent()
                || others.stream().anyMatch(other -> other.definition().name().equals(name));
        if (taken) {
            reading.error(entry.getKeyNode(), element.code() + " has an item '" + word + "' already; map to it, or choose another name");
            return Optional.empty();
        }
        return Optional.of(name);
    }

    /** What a district may not lower: floors of the grading guide (DOMAIN §2.7), and that identifiers are encrypted at rest. */
    private void protection(MappingNode item, Level level, PersonalData personal, boolean lookup, ItemType type) {
        Level floor = switch (personal) {
            case NONE -> Level.L1;
            case QUASI -> Level.L2;
            case PSEUDONYM, DIRECT -> Level.L3;
            case SENSITIVE -> Level.L4;
        };
        if (!level.atLeast(floor)) {
            reading.error(reading.find(item, "level").orElse(item), "'personal: " + word(personal) + "' is at least 'level: " + floor + "'");
        }
        if (lookup && (!level.atLeast(Level.L3) || type != ItemType.STRING && type != ItemType.STRINGS)) {
            reading.error(reading.find(item, "lookup").orElse(item), "'lookup' is for texts of level L3 and L4; others are found without it");
        }
    }

    private Optional<String> codes(MappingNode item, ItemName name) {
        Optional<Node> codes = reading.find(item, "codes");
        if (codes.isEmpty()) {
            return Optional.empty();
        }
        if (codes.get() instanceof MappingNode list) {
            String table = element.code() + "." + name;
            List<CodeTable.Entry> entries = list.getValue().stream()
                    .map(code -> new CodeTable.Entry(Reading.key(code), label(code), label(code))).toList();
            tables.add(new CodeTable(table, name.value(), name.value(), "mappings/extensions", entries));
            return Optional.of(table);
        }
        Optional<String> table = reading.optionalText(item, "codes");
        if (table.isPresent() && before.codeTables().find(table.get()).isEmpty()) {
            List<String> known = before.codeTables().all().stream().map(CodeTable::name).toList();
            reading.error(codes.get(), "there is no code table '" + table.get() + "'" + Reading.suggestion(table.get(), known)
                    + "; name one, or list the codes with their labels");
        }
        return table;
    }

    private String label(NodeTuple code) {
        return code.getValueNode() instanceof org.yaml.snakeyaml.nodes.ScalarNode scalar ? scalar.getValue() : Reading.key(code);
    }

    private int maxLength(MappingNode item, ItemType type) {
        Optional<String> said = reading.optionalText(item, "maxLength");
        if (type != ItemType.STRING) {
            said.ifPresent(length -> reading.error(reading.find(item, "maxLength").orElse(item), "'maxLength' is for 'type: string'"));
            return 0;
        }
        if (said.isEmpty()) {
            return 200;
        }
        if (said.get().matches("[1-9]\\d{0,3}") && Integer.parseInt(said.get()) <= LONGEST) {
            return Integer.parseInt(said.get());
        }
        reading.error(reading.find(item, "maxLength").orElse(item), "'maxLength' is a whole number from 1 to " + LONGEST);
        return 0;
    }

    private Optional<Pattern> pattern(MappingNode item, ItemType type) {
        return reading.optionalText(item, "pattern").flatMap(text -> {
            if (type != ItemType.STRING) {
                reading.error(reading.find(item, "pattern").orElse(item), "'pattern' is for 'type: string'");
                return Optional.empty();
            }
            try {
                return Optional.of(Pattern.compile(text));
            } catch (PatternSyntaxException broken) {
                reading.error(reading.find(item, "pattern").orElse(item), "not a regular expression: " + broken.getDescription());
                return Optional.empty();
            }
        });
    }

    private Optional<BigDecimal> number(MappingNode item, String key, ItemType type) {
        return reading.optionalText(item, key).flatMap(text -> {
            boolean numeric = type == ItemType.INTEGER || type == ItemType.DECIMAL;
            if (numeric && text.matches("-?\\d{1,18}(\\.\\d{1,9})?")) {
                return Optional.of(new BigDecimal(text));
            }
            reading.error(reading.find(item, key).orElse(item), "'" + key + "' is a number, for 'type: integer' and 'type: decimal'");
            return Optional.empty();
        });
    }

    private boolean truth(MappingNode item, String key) {
        Optional<String> said = reading.optionalText(item, key);
        if (said.isPresent() && !said.get().equals("true") && !said.get().equals("false")) {
            reading.error(reading.find(item, key).orElse(item), "'" + key + "' is true or false");
        }
        return said.filter("true"::equals).isPresent();
    }

    private <T> T choice(MappingNode item, String key, T[] values, java.util.function.Function<T, String> name, T otherwise) {
        return reading.optionalText(item, key).flatMap(said -> reading.oneOf(item, key, said, values, name)).orElse(otherwise);
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
