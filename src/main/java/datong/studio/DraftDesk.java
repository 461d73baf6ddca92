package datong.studio;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import datong.mapping.yaml.MappingFolder;
import datong.mapping.yaml.MappingText;
import datong.schema.CodeTables;
import datong.schema.Element;
import datong.schema.ItemName;
import datong.schema.LedgerSchema;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/** The drafts of all stewards, kept in memory: few, and not for long. */
public final class DraftDesk {
    private static final int EACH = 5;
    private static final int ALL = 30;
    private static final Duration KEPT = Duration.ofHours(12);
    private final Supplier<LedgerSchema> schema;
    private final Supplier<CodeTables> tables;
    private final Supplier<Synonyms> synonyms;
    private final MappingFolder mappings;
    private final Clock clock;
    private final Map<String, Draft> drafts = new LinkedHashMap<>();

    public DraftDesk(Supplier<LedgerSchema> schema, Supplier<CodeTables> tables, Supplier<Synonyms> synonyms, MappingFolder mappings, Clock clock) {
        this.schema = schema;
        this.tables = tables;
        this.synonyms = synonyms;
        this.mappings = mappings;
        this.clock = clock;
    }

    /** What columns are known by now: the words, and the mappings in force. */
    public Vocabulary vocabulary() {
        List<HouseUse> house = mappings.all().stream().flatMap(mapping -> mappings.inForce(mapping.source()).stream())
                .flatMap(inForce -> MappingText.read(inForce.text()).stream()).flatMap(tree -> HouseUse.of(tree).stream()).toList();
        return new Vocabulary(schema.get(), synonyms.get(), house);
    }

    /** What columns would become of which nothing but the names is known. */
    public Proposal proposal(String name, List<String> columns) {
        return new Suggester(vocabulary(), tables.get()).propose(name, Profiler.profile(new Sampled(name, columns, List.of(), false, false)));
    }

    /** A draft for a source that has no mapping: suggested whole. */
    public Draft begin(String owner, String source, String provider, Sampled sample) {
        Vocabulary vocabulary = vocabulary();
        List<ColumnProfile> columns = Profiler.profile(sample);
        Proposal proposal = new Suggester(vocabulary, tables.get()).propose(sample.name(), columns);
        ObjectNode mapping = new FirstDraft(vocabulary, tables.get()).write(source, provider, sample, columns, proposal);
        return keep(new Draft(id(), owner, source, Optional.empty(), mapping, clock.instant()), sample, columns, proposal);
    }

    /** A draft that changes the mapping in force; its version is raised, and columns that are new in the sample are suggested. */
    public Draft open(String owner, String source, Sampled sample) {
        String text = mappings.inForce(source).orElseThrow().text();
        ObjectNode mapping = MappingText.read(text).orElseThrow();
        mapping.set("version", TextNode.valueOf(raised(mapping.path("version").asText())));
        Draft draft = new Draft(id(), owner, source, Optional.of(text), mapping, clock.instant());
        List<ColumnProfile> columns = Profiler.profile(sample);
        Proposal proposal = new Suggester(vocabulary(), tables.get()).propose(draft.element(), sample.name(), columns);
        keep(draft, sample, columns, proposal);
        addNewColumns(draft);
        return draft;
    }

    private static String raised(String version) {
        String[] parts = version.split("\\.");
        return parts.length == 3 && parts[1].matches("\\d{1,6}") ? parts[0] + "." + (Integer.parseInt(parts[1]) + 1) + ".0" : version;
    }

    /** A column that the mapping does not know gets its item where that is free. */
    private void addNewColumns(Draft draft) {
        ObjectNode mapping = draft.mapping();
        Edits edits = new Edits(mapping, schema.get().element(draft.element()));
        RuleProposal rules = new RuleProposal(vocabulary(), tables.get());
        ColumnUses uses = new ColumnUses(mapping);
        for (ColumnProfile column : draft.columns()) {
            Optional<ItemName> item = draft.proposal().chosen().get(column.index()).item();
            boolean fresh = !uses.used(column.header()) && !uses.unused(column.header());
            if (fresh && item.filter(name -> !mapping.path("items").has(name.value())).isPresent()) {
                edits.put(item.get().value(), rules.rule(draft.element(), schema.get().element(draft.element()).item(item.get()).orElseThrow(), column, draft.columns()));
            }
        }
        edits.unused(draft.sample().columns());
        draft.change(mapping, clock.instant());
    }

    private Draft keep(Draft draft, Sampled sample, List<ColumnProfile> columns, Proposal proposal) {
        draft.show(sample, columns, proposal);
        synchronized (drafts) {
            forget(clock.instant().minus(KEPT));
            while (of(draft.owner()).size() >= EACH) {
                drafts.remove(of(draft.owner()).getLast().id());
            }
            while (drafts.size() >= ALL) {
                drafts.remove(drafts.values().stream().min(Comparator.comparing(Draft::touched)).orElseThrow().id());
            }
            drafts.put(draft.id(), draft);
        }
        return draft;
    }

    private void forget(Instant before) {
        drafts.values().removeIf(draft -> draft.touched().isBefore(before));
    }

    /** Somebody else's draft is not there. */
    public Optional<Draft> find(String id, String owner) {
        synchronized (drafts) {
            return Optional.ofNullable(drafts.get(id)).filter(draft -> draft.owner().equals(owner));
        }
    }

    /** The newest first. */
    public List<Draft> of(String owner) {
        synchronized (drafts) {
            return drafts.values().stream().filter(draft -> draft.owner().equals(owner)).sorted(Comparator.comparing(Draft::touched).reversed()).toList();
        }
    }

    public void drop(Draft draft) {
        synchronized (drafts) {
            drafts.remove(draft.id());
        }
    }

    /** Takes another sample; what the mapping says stays. */
    public void sample(Draft draft, Sampled sample) {
        List<ColumnProfile> columns = Profiler.profile(sample);
        draft.show(sample, columns, new Suggester(vocabulary(), tables.get()).propose(draft.element(), sample.name(), columns));
        addNewColumns(draft);
    }

    /** Another element has other items: everything about columns is suggested anew. */
    public void element(Draft draft, Element element) {
        Vocabulary vocabulary = vocabulary();
        Proposal proposal = new Suggester(vocabulary, tables.get()).propose(element, draft.sample().name(), draft.columns());
        ObjectNode mapping = draft.mapping();
        mapping.put("element", element.code());
        mapping.remove("also");
        new FirstDraft(vocabulary, tables.get()).items(mapping, proposal, draft.columns(), FirstDraft.title(draft.sample().name()));
        draft.show(draft.sample(), draft.columns(), proposal);
        draft.change(mapping, clock.instant());
    }

    public void column(Draft draft, int index, ColumnChoice choice) {
        ColumnProfile column = draft.columns().get(index);
        change(draft, (mapping, edits) -> {
            String now = new ColumnUses(mapping).item(column.header()).orElse("");
            if (choice.item().isEmpty()) {
                edits.release(column.header());
            } else if (!choice.item().equals(now)) {
                fill(draft, edits, column, choice.item());
            } else {
                edits.parameters(now, choice.parameters(), choice.codes());
            }
            edits.key(column.header(), choice.key(), draft.sample().columns());
        });
    }

    private void fill(Draft draft, Edits edits, ColumnProfile column, String item) {
        if (item.matches("[a-z][a-z0-9_]{0,62}")) {
            schema.get().element(draft.element()).item(new ItemName(item)).ifPresent(definition -> edits.fill(column.header(), item,
                    new RuleProposal(vocabulary(), tables.get()).rule(draft.element(), definition, column, draft.columns())));
        }
    }

    /** @param kind const, expr or none */
    public void fix(Draft draft, String item, String kind, String value) {
        if (!item.matches("[a-z][a-z0-9_]{0,62}") || schema.get().element(draft.element()).item(new ItemName(item)).isEmpty()) {
            return;
        }
        change(draft, (mapping, edits) -> {
            switch (kind) {
                case "const" -> edits.constant(item, value);
                case "expr" -> edits.expression(item, value);
                default -> edits.remove(item);
            }
        });
    }

    public void head(Draft draft, Map<String, String> fields) {
        change(draft, (mapping, edits) -> edits.head(fields));
    }

    private interface Change {
        void make(ObjectNode mapping, Edits edits);
    }

    private void change(Draft draft, Change change) {
        synchronized (draft) {
            ObjectNode mapping = draft.mapping();
            Edits edits = new Edits(mapping, schema.get().element(draft.element()));
            change.make(mapping, edits);
            edits.unused(draft.sample().columns());
            draft.change(mapping, clock.instant());
        }
    }

    private static String id() {
        return UUID.randomUUID().toString();
    }
}
