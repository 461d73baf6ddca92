package datong.studio;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import datong.mapping.ConversionKind;
import datong.schema.CodeTable;
import datong.schema.CodeTables;
import datong.schema.Element;
import datong.schema.ElementSchema;
import datong.schema.ItemDefinition;
import datong.schema.ItemType;
import datong.schema.ValueKind;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** How an item would be read from a column: the house's own way where it has one, else what the values ask for. */
final class RuleProposal {
    private static final String SEPARATORS = "、/;,";
    private final Vocabulary vocabulary;
    private final CodeTables tables;

    RuleProposal(Vocabulary vocabulary, CodeTables tables) {
        this.vocabulary = vocabulary;
        this.tables = tables;
    }

    /** @param all columns of the sample: a time of day or a moment to count from may stand in another one */
    JsonNode rule(Element element, ItemDefinition item, ColumnProfile column, List<ColumnProfile> all) {
        return house(element, item, column, all).orElseGet(() -> Tree.closed(fresh(vocabulary.schema().element(element), item, column, all)));
    }

    private Optional<JsonNode> house(Element element, ItemDefinition item, ColumnProfile column, List<ColumnProfile> all) {
        return vocabulary.house(Vocabulary.plain(column.header())).stream()
                .filter(use -> use.element() == element && use.header().equals(column.header()) && use.item().filter(item.name().value()::equals).isPresent())
                .map(HouseUse::rule).filter(rule -> List.of("time", "relative_to", "year_from").stream().allMatch(key -> known(rule.path(key), all)))
                .findFirst().map(rule -> only(rule, column.header()));
    }

    private static boolean known(JsonNode column, List<ColumnProfile> all) {
        return column.isMissingNode() || column.asText().equals("received") || all.stream().anyMatch(other -> other.header().equals(column.asText()));
    }

    private static JsonNode only(JsonNode rule, String header) {
        ObjectNode copy = Tree.open(rule.deepCopy());
        copy.set("from", TextNode.valueOf(header));
        return Tree.closed(copy);
    }

    private ObjectNode fresh(ElementSchema schema, ItemDefinition item, ColumnProfile column, List<ColumnProfile> all) {
        ObjectNode rule = Tree.JSON.objectNode().put("from", column.header());
        Optional<CodeTable> table = item.codeTable().flatMap(tables::find);
        if (table.isPresent()) {
            codes(rule, table.get(), column);
        } else if (item.type() == ItemType.DATE || item.type() == ItemType.TIMESTAMP) {
            moment(rule, item, column, all);
        } else if (item.type() == ItemType.INTEGER || item.type() == ItemType.DECIMAL) {
            number(rule, item, column);
        } else {
            text(rule, schema, item, column);
        }
        return rule;
    }

    private static void codes(ObjectNode rule, CodeTable table, ColumnProfile column) {
        ObjectNode codes = Tree.JSON.objectNode();
        column.words().keySet().stream().filter(word -> CodeWords.known(table, word).isEmpty())
                .forEach(word -> CodeWords.code(table, word).ifPresent(code -> codes.put(word, code)));
        if (!codes.isEmpty()) {
            rule.set("codes", codes);
        }
        rule.put("unknown", "flag");
    }

    private static void moment(ObjectNode rule, ItemDefinition item, ColumnProfile column, List<ColumnProfile> all) {
        rule.put("as", item.type() == ItemType.DATE ? "date" : "timestamp");
        boolean dayOnly = item.type() == ItemType.TIMESTAMP && column.filled() > 0 && column.share(Clue.TIMESTAMP) < 0.1;
        if (dayOnly) {
            all.stream().filter(other -> other.share(Clue.TIME_OF_DAY) >= 0.6 && other.share(Clue.DATE) < 0.2)
                    .min(Comparator.comparingInt(other -> Math.abs(other.index() - column.index()))).ifPresent(time -> rule.put("time", time.header()));
        }
        if (column.share(Clue.DATE_WITHOUT_YEAR) > 0.1) {
            rule.put("year_from", "received");
        }
        if (column.share(Clue.TIME_AGO) > 0.02) {
            all.stream().filter(other -> other.index() != column.index() && other.share(Clue.TIMESTAMP) >= 0.8).findFirst()
                    .ifPresent(base -> rule.put("relative_to", base.header()));
        }
    }

    private static void number(ObjectNode rule, ItemDefinition item, ColumnProfile column) {
        if (item.kind() == ValueKind.COORDINATE) {
            rule.put("as", "coordinates");
            return;
        }
        if (!column.units().isEmpty()) {
            rule.set("unit", column.units().size() == 1 ? TextNode.valueOf(column.units().getFirst()) : Tree.texts(column.units()));
            return;
        }
        rule.put("as", item.type() == ItemType.INTEGER ? "integer" : "decimal");
    }

    private static void text(ObjectNode rule, ElementSchema schema, ItemDefinition item, ColumnProfile column) {
        switch (item.kind()) {
            case PHONE -> phone(rule, schema, item, column);
            case ID_NUMBER -> {
                rule.put("as", column.telling() && column.share(Clue.RESIDENT_ID) < 0.3 ? "code" : "resident_id");
                masked(rule, schema, item, column);
            }
            case NAME -> rule.put("as", "name");
            case CREDIT_CODE, GRID, PLATE, CODE -> rule.put("as", ConversionKind.usual(item).word());
            case DIVISION -> {
                if (column.filled() > 0 && column.share(Clue.DIVISION) < 0.5) {
                    rule.put("unknown", "flag");
                }
            }
            case FREE_TEXT -> rule.put("redact", true);
            case PLAIN, ADDRESS, URL, REFERENCE, COORDINATE, AMOUNT, DATE, TIME -> {
                if (item.type() == ItemType.BOOLEAN) {
                    rule.put("as", "boolean");
                } else if (item.name().value().endsWith("_path") && column.share(Clue.PATH) > 0.2) {
                    rule.put("path", column.examples().stream().anyMatch(text -> text.contains("->")) ? "->" : ">");
                }
            }
        }
    }

    private static void phone(ObjectNode rule, ElementSchema schema, ItemDefinition item, ColumnProfile column) {
        rule.put("as", "phone");
        if (column.share(Clue.SEVERAL_PHONES) > 0 && item.type() == ItemType.STRING) {
            rule.put("split", SEPARATORS);
            schema.items().stream().filter(other -> other.type() == ItemType.STRINGS && other.kind() == ValueKind.PHONE).findFirst()
                    .ifPresent(rest -> rule.put("rest", rest.name().value()));
        }
        masked(rule, schema, item, column);
    }

    private static void masked(ObjectNode rule, ElementSchema schema, ItemDefinition item, ColumnProfile column) {
        if (column.share(Clue.MASKED) > 0) {
            String start = item.name().value().split("_")[0];
            schema.items().stream().filter(other -> other.name().value().endsWith("_masked") && other.name().value().startsWith(start)).findFirst()
                    .ifPresent(masked -> rule.put("masked", masked.name().value()));
        }
    }
}
