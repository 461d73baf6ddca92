package datong.web.console;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import datong.intake.Preview;
import datong.intake.Stages;
import datong.mapping.MappingError;
import datong.mapping.Problem;
import datong.mapping.yaml.MappingFolder;
import datong.schema.CodeTable;
import datong.schema.CodeTables;
import datong.schema.ItemDefinition;
import datong.schema.ItemName;
import datong.schema.LedgerSchema;
import datong.schema.ValueKind;
import datong.studio.Clue;
import datong.studio.ColumnProfile;
import datong.studio.ColumnUses;
import datong.studio.Draft;
import datong.studio.Suggestion;
import datong.studio.Trial;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Puts a draft, its profile and its trial together for the page. */
final class HubStudio {
    private static final int SHOWN = 100;
    private static final Pattern ITEM_LINE = Pattern.compile("^  ([a-z][a-z0-9_]*):");
    private static final Set<String> MANDATORY = Set.of("reported_at", "matter_type", "place_type", "thing_type", "opinion_type");
    static final List<String> HEAD = List.of("version", "provider", "legal_basis/basis", "legal_basis/reference", "purpose", "sensing", "retention_days", "dataset/code",
            "dataset/name/zh", "dataset/name/en", "dataset/share", "format/type", "format/charset", "format/sheet", "format/records", "format/delimiter", "format/fill_down",
            "format/skip_rows_with", "updated_at", "null_words");
    private final Supplier<LedgerSchema> schema;
    private final Supplier<CodeTables> tables;
    private final MappingFolder mappings;
    private final Stages stages;
    private final StudioMask mask;

    HubStudio(Supplier<LedgerSchema> schema, Supplier<CodeTables> tables, MappingFolder mappings, Stages stages, StudioMask mask) {
        this.schema = schema;
        this.tables = tables;
        this.mappings = mappings;
        this.stages = stages;
        this.mask = mask;
    }

    List<ItemDefinition> items(datong.schema.Element element) {
        return schema.get().element(element).items();
    }

    StudioView show(Draft draft) {
        synchronized (draft) {
            return new Showing(draft, Trial.of(draft, mappings, stages, SHOWN)).view();
        }
    }

    /** One draft at one moment. */
    private final class Showing {
        private final Draft draft;
        private final ObjectNode mapping;
        private final ColumnUses uses;
        private final Map<ItemName, ItemDefinition> items = new LinkedHashMap<>();
        private final List<StudioView.Mistake> mistakes;
        private final Optional<Preview> preview;

        Showing(Draft draft, Trial trial) {
            this.draft = draft;
            this.mapping = draft.mapping();
            this.uses = new ColumnUses(mapping);
            schema.get().element(draft.element()).items().forEach(item -> items.put(item.name(), item));
            this.preview = trial instanceof Trial.Ran ran ? Optional.of(ran.preview()) : Optional.empty();
            this.mistakes = trial instanceof Trial.Refused refused ? mistakes(refused.errors()) : List.of();
        }

        StudioView view() {
            List<StudioView.Column> columns = draft.columns().stream().map(this::column).toList();
            var sample = new StudioView.Sample(draft.sample().name(), draft.sample().records().size(), draft.sample().more(), draft.touched());
            return new StudioView(draft.id(), draft.source(), draft.before().isPresent(), draft.lostComments(), sample, draft.element(), head(), columns, fixed(),
                    items.values().stream().filter(item -> !mapping.path("items").has(item.name().value())).toList(), mistakes, preview.map(this::result), yaml());
        }

        private List<StudioView.Mistake> mistakes(List<MappingError> errors) {
            List<String> lines = draft.text().lines().toList();
            return errors.stream().map(error -> new StudioView.Mistake(error.line(), error.message(), item(lines, error.line()))).toList();
        }

        /** The item in whose lines it stands. */
        private static String item(List<String> lines, int line) {
            for (int index = Math.min(line, lines.size()) - 1; index >= 0 && lines.get(index).startsWith(" "); index--) {
                Matcher matcher = ITEM_LINE.matcher(lines.get(index));
                if (matcher.find()) {
                    return matcher.group(1);
                }
            }
            return "";
        }

        private Optional<ItemDefinition> definition(String item) {
            return items.values().stream().filter(known -> known.name().value().equals(item)).findFirst();
        }

        private StudioView.Column column(ColumnProfile column) {
            String header = column.header();
            String item = uses.item(header).orElse("");
            Optional<ItemDefinition> definition = definition(item);
            Suggestion suggestion = draft.proposal().chosen().get(column.index());
            Optional<ItemDefinition> seen = definition.or(() -> uses.used(header) ? Optional.empty() : suggestion.item().map(items::get));
            JsonNode rule = mapping.path("items").path(item);
            Optional<CodeTable> table = definition.flatMap(ItemDefinition::codeTable).flatMap(tables.get()::find);
            List<StudioView.Code> codes = definition.isPresent() ? codes(column, rule, table) : List.of();
            boolean coded = table.isPresent() || rule.has("codes") || definition.filter(known -> known.kind() == ValueKind.DIVISION).isPresent();
            return new StudioView.Column(column.index(), header, profile(column, seen), item, definition, suggestion, suggestion.item().map(ItemName::value).orElse("").equals(item),
                    draft.proposal().others().get(column.index()).stream().map(other -> items.get(other.item().orElseThrow())).filter(Objects::nonNull).toList(),
                    texts(mapping.path("key")).contains(header), further(header, item), parameters(rule), table, codes, coded, troubles(header, item),
                    definition.filter(known -> known.level().compareTo(datong.schema.Level.L3) < 0 && column.looksPersonal()).isPresent());
        }

        private StudioView.Profile profile(ColumnProfile column, Optional<ItemDefinition> item) {
            List<StudioView.Share> clues = column.clues().entrySet().stream().filter(entry -> entry.getValue() >= 0.02)
                    .sorted(Map.Entry.<Clue, Double>comparingByValue().reversed()).limit(3).map(entry -> new StudioView.Share(entry.getKey(), column.percent(entry.getKey()))).toList();
            return new StudioView.Profile(column.rows(), column.filled(), column.distinct(), column.all(), column.shortest(), column.longest(), clues, column.shapes(),
                    mask.examples(column, item), column.nullWords(), column.units());
        }

        private List<String> further(String header, String item) {
            return uses.of(header).stream().filter(use -> !(use.plain() && use.item().equals(item)) && !use.way().equals("key"))
                    .map(use -> (use.item().isEmpty() ? use.place() : use.item()) + " · " + use.way()).distinct().toList();
        }

        private List<StudioView.Code> codes(ColumnProfile column, JsonNode rule, Optional<CodeTable> table) {
            Map<String, String> codes = new LinkedHashMap<>();
            rule.path("codes").properties().forEach(code -> codes.put(code.getKey(), code.getValue().asText()));
            if (StudioMask.wordsMayBeShown(column)) {
                column.words().keySet().forEach(word -> codes.putIfAbsent(word, ""));
            }
            return codes.entrySet().stream().map(code -> new StudioView.Code(code.getKey(), code.getValue(),
                    table.flatMap(known -> known.codeOf(code.getKey())).orElse(""))).toList();
        }

        private List<StudioView.Trouble> troubles(String header, String item) {
            List<StudioView.Trouble> troubles = new ArrayList<>();
            mistakes.stream().filter(mistake -> !item.isEmpty() && mistake.item().equals(item))
                    .forEach(mistake -> troubles.add(new StudioView.Trouble("YAML:" + mistake.line(), mistake.message(), 0, true)));
            Map<String, StudioView.Trouble> counted = new LinkedHashMap<>();
            preview.ifPresent(ran -> ran.rows().forEach(row -> {
                row.problems().stream().filter(problem -> meant(problem, header, item)).forEach(problem -> count(counted, problem.rule(), problem.message(), true));
                row.outcomes().stream().filter(outcome -> outcome.output().code().equals(draft.element().code())).flatMap(outcome -> outcome.flags().stream())
                        .filter(flag -> !item.isEmpty() && flag.endsWith(":" + item)).forEach(flag -> count(counted, flag.substring(0, flag.indexOf(':')), "", false));
            }));
            troubles.addAll(counted.values());
            return troubles;
        }

        private static void count(Map<String, StudioView.Trouble> counted, String rule, String message, boolean stops) {
            counted.merge(rule, new StudioView.Trouble(rule, message, 1, stops), (one, more) -> new StudioView.Trouble(rule, one.message(), one.count() + 1, one.stops()));
        }

        private static boolean meant(Problem problem, String header, String item) {
            return problem.column().filter(header::equals).isPresent() || !item.isEmpty() && problem.column().isEmpty() && problem.item().filter(item::equals).isPresent();
        }

        private List<StudioView.Fixed> fixed() {
            List<StudioView.Fixed> fixed = new ArrayList<>();
            Set<String> alone = new LinkedHashSet<>();
            draft.columns().forEach(column -> uses.item(column.header()).ifPresent(alone::add));
            mapping.path("items").properties().stream().filter(entry -> !alone.contains(entry.getKey())).forEach(entry -> definition(entry.getKey())
                    .ifPresent(item -> fixed.add(new StudioView.Fixed(item, kind(entry.getValue()), text(entry.getValue()), item.codeTable().flatMap(tables.get()::find)))));
            items.values().stream().filter(item -> MANDATORY.contains(item.name().value()) && !mapping.path("items").has(item.name().value()))
                    .forEach(item -> fixed.add(new StudioView.Fixed(item, "missing", "", item.codeTable().flatMap(tables.get()::find))));
            return fixed;
        }

        private static String kind(JsonNode rule) {
            return rule.has("const") ? "const" : rule.has("expr") ? "expr" : "other";
        }

        private static String text(JsonNode rule) {
            return rule.has("const") ? rule.path("const").asText() : rule.has("expr") ? rule.path("expr").asText()
                    : rule.has("from") ? String.join(" + ", texts(rule.path("from"))) : String.join(", ", rule.path("keys").properties().stream().map(Map.Entry::getKey).toList());
        }

        private StudioView.Head head() {
            Map<String, String> fields = new HashMap<>();
            for (String path : HEAD) {
                JsonNode at = mapping.at("/" + path);
                fields.put(path, at.isObject() ? String.join(", ", texts(at.path("from"))) : String.join("、", texts(at)));
            }
            List<String> kept = Stream.of("also", "drop_rows", "optional").filter(mapping::has).toList();
            JsonNode key = mapping.path("key");
            return new StudioView.Head(fields, key.isObject() ? key.path("expr").asText() : String.join(" | ", texts(key)), key.isObject(), kept);
        }

        private StudioView.Result result(Preview ran) {
            List<StudioView.Heading> headings = headings(ran);
            List<StudioView.Row> rows = ran.rows().stream().map(row -> row(row, headings)).toList();
            int quarantined = (int) ran.rows().stream().filter(Preview.Row::rejected).count();
            List<String> drifted = ran.drifted().map(drift -> Stream.concat(drift.unknown().stream().map(column -> "+ " + column), drift.missing().stream().map(column -> "− " + column)).toList())
                    .orElse(List.of());
            return new StudioView.Result(rows.size() - quarantined, quarantined, headings, rows, drifted);
        }

        /** Items that some row fills or complains about, output by output in the schema's order. */
        private List<StudioView.Heading> headings(Preview ran) {
            Map<String, StudioView.Heading> found = new LinkedHashMap<>();
            List<String> outputs = ran.rows().stream().flatMap(row -> row.outcomes().stream()).map(outcome -> outcome.output().code()).distinct().toList();
            for (String output : outputs) {
                Map<Integer, StudioView.Heading> ordered = new java.util.TreeMap<>();
                ran.rows().stream().flatMap(row -> row.outcomes().stream()).filter(outcome -> outcome.output().code().equals(output)).flatMap(outcome -> outcome.values().stream())
                        .forEach(value -> ordered.merge(value.item().ordinal(), new StudioView.Heading(output, value.item(), !value.problems().isEmpty()),
                                (one, other) -> new StudioView.Heading(output, one.item(), one.wrong() || other.wrong())));
                ordered.values().forEach(heading -> found.put(output + "." + heading.item().name(), heading));
            }
            return List.copyOf(found.values());
        }

        private StudioView.Row row(Preview.Row row, List<StudioView.Heading> headings) {
            Map<String, StudioView.Cell> cells = new HashMap<>();
            for (Preview.Outcome outcome : row.outcomes()) {
                for (Preview.Value value : outcome.values()) {
                    cells.put(outcome.output().code() + "." + value.item().name(), new StudioView.Cell(shown(value), value.problems().stream().map(Problem::rule).toList(),
                            outcome.flags().stream().filter(flag -> flag.endsWith(":" + value.item().name())).map(flag -> flag.substring(0, flag.indexOf(':'))).toList()));
                }
            }
            StudioView.Cell empty = new StudioView.Cell("", List.of(), List.of());
            List<Preview.Kept> kept = row.outcomes().stream().flatMap(outcome -> outcome.kept().stream()).toList();
            return new StudioView.Row(row.raw().row(), row.rejected(), kept.stream().map(Preview.Kept::level).max(Enum::compareTo).map(Enum::name).orElse(""),
                    kept.stream().anyMatch(Preview.Kept::personal),
                    row.problems().stream().map(problem -> new StudioView.Trouble(problem.rule(), problem.message(), 1, true)).toList(),
                    headings.stream().map(heading -> cells.getOrDefault(heading.output() + "." + heading.item().name(), empty)).toList());
        }

        private String shown(Preview.Value value) {
            return value.value() == null ? "" : value.raw() ? LevelMask.HIDDEN : StudioMask.brief(mask.value(value.item(), value.value()));
        }

        private List<StudioView.Line> yaml() {
            List<String> lines = draft.text().lines().toList();
            return Stream.iterate(0, index -> index < lines.size(), index -> index + 1).map(index -> new StudioView.Line(index + 1, lines.get(index),
                    mistakes.stream().filter(mistake -> mistake.line() == index + 1).map(StudioView.Mistake::message).toList())).toList();
        }
    }

    private static Map<String, String> parameters(JsonNode rule) {
        Map<String, String> parameters = new HashMap<>();
        rule.properties().stream().filter(field -> !field.getKey().equals("codes"))
                .forEach(field -> parameters.put(field.getKey(), field.getValue().isArray() ? String.join(", ", texts(field.getValue())) : field.getValue().asText()));
        return parameters;
    }

    private static List<String> texts(JsonNode value) {
        if (value.isArray()) {
            List<String> texts = new ArrayList<>();
            value.forEach(one -> texts.add(one.asText()));
            return texts;
        }
        return value.isValueNode() && !value.isNull() ? Arrays.asList(value.asText()) : List.of();
    }
}
