package datong.studio;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import datong.schema.CodeTables;
import datong.schema.Element;
import datong.schema.ElementSchema;
import datong.schema.ItemDefinition;
import datong.schema.ItemName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** Writes the first mapping of a sample from what is suggested for its columns. */
final class FirstDraft {
    private static final List<String> ROW_NUMBERS = List.of("序号", "行号", "No", "NO.");
    private final Vocabulary vocabulary;
    private final RuleProposal rules;

    FirstDraft(Vocabulary vocabulary, CodeTables tables) {
        this.vocabulary = vocabulary;
        this.rules = new RuleProposal(vocabulary, tables);
    }

    RuleProposal rules() {
        return rules;
    }

    /** @param provider credit code of the steward's organisation, until somebody says otherwise */
    ObjectNode write(String source, String provider, Sampled sample, List<ColumnProfile> columns, Proposal proposal) {
        ObjectNode mapping = Tree.JSON.objectNode();
        mapping.put("source", source).put("element", proposal.element().code()).put("version", "1.0.0").put("provider", provider);
        mapping.set("legal_basis", Tree.JSON.objectNode().put("basis", "STATUTORY_DUTY"));
        mapping.put("purpose", purpose(proposal.element())).put("sensing", "HUMAN").put("retention_days", 1095);
        String title = title(sample.name());
        mapping.set("dataset", Tree.JSON.objectNode().<ObjectNode>set("name", Tree.JSON.objectNode().put("zh", title).put("en", source)).put("share", "CONDITIONAL"));
        mapping.set("key", key(columns, proposal));
        items(mapping, proposal, columns, title);
        return mapping;
    }

    /** Fills {@code items} and {@code unused} anew. */
    void items(ObjectNode mapping, Proposal proposal, List<ColumnProfile> columns, String title) {
        ElementSchema schema = vocabulary.schema().element(proposal.element());
        Map<ItemName, JsonNode> rulesOf = new HashMap<>();
        for (ColumnProfile column : columns) {
            proposal.chosen().get(column.index()).item().flatMap(schema::item)
                    .ifPresent(item -> rulesOf.put(item.name(), rules.rule(proposal.element(), item, column, columns)));
        }
        constants(proposal.element(), title).forEach((item, code) -> rulesOf.putIfAbsent(item, Tree.JSON.objectNode().set("const", TextNode.valueOf(code))));
        if (rulesOf.containsKey(new ItemName("id_number"))) {
            rulesOf.putIfAbsent(new ItemName("id_type"), Tree.JSON.objectNode().put("const", "111"));
        }
        if (rulesOf.containsKey(new ItemName("longitude")) && schema.item(new ItemName("coord_system")).isPresent()) {
            rulesOf.putIfAbsent(new ItemName("coord_system"), Tree.JSON.objectNode().put("const", "WGS84"));
        }
        ObjectNode items = Tree.JSON.objectNode();
        schema.items().stream().map(ItemDefinition::name).filter(rulesOf::containsKey).forEach(item -> items.set(item.value(), rulesOf.get(item)));
        Tree.top(mapping, "items", items);
        ColumnUses uses = new ColumnUses(mapping);
        List<String> unused = columns.stream().map(ColumnProfile::header).filter(header -> !uses.used(header)).toList();
        mapping.remove("unused");
        if (!unused.isEmpty()) {
            Tree.top(mapping, "unused", Tree.texts(unused));
        }
    }

    /** What no record of the element can do without and every record of a source shares. */
    private static Map<ItemName, String> constants(Element element, String title) {
        return switch (element) {
            case MATTER -> Map.of(new ItemName("matter_type"), first(title, Map.of("网格", "GRID_EVENT", "信访", "PETITION", "办件", "SERVICE_CASE", "告警", "ALARM", "报警", "ALARM",
                    "巡查", "HAZARD", "隐患", "HAZARD", "纠纷", "DISPUTE"), "REQUEST"));
            case PLACE -> Map.of(new ItemName("place_type"), first(title, Map.of("网格", "GRID", "楼", "BUILDING", "小区", "ESTATE"), "ROOM"));
            case THING -> Map.of(new ItemName("thing_type"), first(title, Map.of("空气", "STATION", "监测", "STATION", "车", "VEHICLE", "摄像", "CAMERA"), "COMPONENT"));
            case OPINION -> Map.of(new ItemName("opinion_type"), first(title, Map.of("走访", "VISIT", "民情", "VISIT"), "ONLINE_POST"));
            case PERSON, ORGANISATION -> Map.of();
        };
    }

    private static String first(String title, Map<String, String> words, String usual) {
        return words.entrySet().stream().filter(word -> title.contains(word.getKey())).map(Map.Entry::getValue).sorted().findFirst().orElse(usual);
    }

    private static String purpose(Element element) {
        return switch (element) {
            case MATTER -> "SERVICE.REQUEST";
            case PERSON -> "GOVERNANCE.POPULATION";
            case PLACE -> "GOVERNANCE.HOUSING";
            case THING -> "GOVERNANCE.GRID";
            case OPINION -> "GOVERNANCE.OPINION";
            case ORGANISATION -> "GOVERNANCE.ORGANISATION";
        };
    }

    /** The name of a file without its ending, dates and numbers. */
    static String title(String file) {
        String title = file.replaceFirst("\\.[A-Za-z0-9]{1,8}$", "").replaceAll("[\\d._\\-（）()]+\\s*[年月日]?|[\\s\\p{Cntrl}]+", "");
        return title.isBlank() ? "新来源" : title.substring(0, Math.min(40, title.length()));
    }

    /** A number of its own for each record; failing that the row's number within a day, a household or the whole list. */
    private static JsonNode key(List<ColumnProfile> columns, Proposal proposal) {
        Predicate<ColumnProfile> harmless = column -> column.share(Clue.RESIDENT_ID) == 0 && column.share(Clue.MOBILE) == 0 && column.share(Clue.PHONE) == 0;
        Optional<ColumnProfile> number = columns.stream().filter(harmless).filter(column -> !ROW_NUMBERS.contains(column.header()))
                .filter(column -> column.header().matches("(?i).*(编号|单号|案号|主键|编码|_?id|_?no|number)$"))
                .filter(column -> column.rows() == 0 || column.filled() > 0.9 * column.rows() && column.distinct() > 0.9 * column.filled()).findFirst();
        if (number.isPresent()) {
            return TextNode.valueOf(number.get().header());
        }
        Optional<ColumnProfile> row = columns.stream().filter(column -> ROW_NUMBERS.contains(Vocabulary.last(column.header()))).findFirst();
        if (row.isPresent()) {
            return within(columns, proposal, row.get());
        }
        return TextNode.valueOf(columns.stream().filter(harmless).filter(ColumnProfile::unique).findFirst().or(() -> columns.stream().findFirst())
                .map(ColumnProfile::header).orElse(""));
    }

    private static JsonNode within(List<ColumnProfile> columns, Proposal proposal, ColumnProfile row) {
        List<String> scopes = List.of("household_no", "reported_at", "captured_at", "occurred_at");
        List<String> key = new ArrayList<>();
        for (ColumnProfile column : columns) {
            if (key.isEmpty() && proposal.chosen().get(column.index()).item().filter(item -> scopes.contains(item.value())).isPresent()) {
                key.add(column.header());
            }
        }
        key.add(row.header());
        return key.size() == 1 ? TextNode.valueOf(key.getFirst()) : Tree.texts(key);
    }
}
