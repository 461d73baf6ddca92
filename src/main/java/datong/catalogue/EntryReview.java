package datong.catalogue;

import datong.schema.Dataset;
import datong.schema.DatasetCode;
import datong.schema.Datasets;
import datong.schema.ItemDefinition;
import datong.schema.LedgerSchema;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** What an entry would say if a text were its file: whether it is complete, and what would change. */
public final class EntryReview {
    /** What the authority does not announce; the rest is its own to settle, or waits for a mapping. */
    private static final Set<Finding.Kind> IN_THE_WAY = EnumSet.of(Finding.Kind.REFUSAL_WITHOUT_LAW, Finding.Kind.CONDITIONS_MISSING, Finding.Kind.NO_SUCH_ITEM, Finding.Kind.ITEM_OF_UNSHARED);
    private final EntryFiles files;
    private final Datasets datasets;
    private final Supplier<LedgerSchema> schema;
    private final Supplier<Register> register;
    private final UnaryOperator<String> names;

    /** @param names of departments by their credit codes */
    public EntryReview(EntryFiles files, Datasets datasets, Supplier<LedgerSchema> schema, Supplier<Register> register, UnaryOperator<String> names) {
        this.files = files;
        this.datasets = datasets;
        this.schema = schema;
        this.register = register;
        this.names = names;
    }

    /** @param before and @param after of a field of the national catalogue */
    public record Change(String field, String before, String after) {
        public List<String> linesBefore() {
            return before.lines().toList();
        }

        public List<String> linesAfter() {
            return after.lines().toList();
        }
    }

    /**
     * What the authority reads before it announces.
     *
     * @param refused why the text cannot be an entry, empty if it can; @param mapped whether a mapping feeds the dataset: without one nothing is told of its items
     */
    public record Reviewed(String refused, boolean mapped, List<Finding> findings, List<Change> changes) {}

    Optional<Dataset> dataset(String code) {
        return datasets.find(new DatasetCode(code));
    }

    List<ItemDefinition> items(Dataset dataset) {
        return entries(register.get()).items(dataset);
    }

    Optional<String> provider(DatasetCode code) {
        return datasets.find(code).map(Dataset::provider);
    }

    boolean describes(DatasetCode code) {
        return register.get().find(code).isPresent();
    }

    /** Why the text cannot be announced; empty if it can. */
    Optional<String> incomplete(DatasetCode code, String text, LocalDate today) {
        Reviewed reviewed = of(code, Optional.of(text), today);
        return reviewed.refused().isEmpty()
                ? reviewed.findings().stream().filter(finding -> IN_THE_WAY.contains(finding.kind())).findFirst().map(finding -> (finding.kind() + " " + finding.about()).strip())
                : Optional.of(reviewed.refused());
    }

    Reviewed of(DatasetCode code, Optional<String> text, LocalDate today) {
        Optional<EntryFiles.Checked> checked = text.map(given -> files.check(files.announced(given, today)));
        if (checked.isPresent() && checked.get() instanceof EntryFiles.Checked.Refused(String why)) {
            return new Reviewed(why, datasets.find(code).isPresent(), List.of(), List.of());
        }
        Optional<Description> description = checked.map(read -> ((EntryFiles.Checked.Read) read).description());
        if (description.filter(read -> !read.dataset().equals(code)).isPresent()) {
            return new Reviewed("dataset: " + description.get().dataset() + " ≠ " + code, datasets.find(code).isPresent(), List.of(), List.of());
        }
        return datasets.find(code).map(dataset -> reviewed(dataset, description)).orElse(new Reviewed("", false, List.of(), List.of()));
    }

    private Reviewed reviewed(Dataset dataset, Optional<Description> description) {
        Map<DatasetCode, Description> all = new HashMap<>(register.get().descriptions());
        all.remove(dataset.code());
        description.ifPresent(read -> all.put(dataset.code(), read));
        DatasetEntry before = entries(register.get()).of(dataset, 0);
        DatasetEntry after = entries(new Register(all, register.get().bases(), register.get().leads())).of(dataset, 0);
        return new Reviewed("", true, description.isPresent() ? after.findings() : List.of(), changes(national(before), national(after)));
    }

    private Entries entries(Register said) {
        return new Entries(datasets.all(), schema.get(), said);
    }

    private Map<String, String> national(DatasetEntry entry) {
        return NationalItems.of(entry, names.apply(entry.dataset().provider()));
    }

    private static List<Change> changes(Map<String, String> before, Map<String, String> after) {
        return NationalItems.changed(before, after).stream().map(field -> new Change(field, before.getOrDefault(field, ""), after.get(field))).toList();
    }

    /** Why it is not taken; empty if it is announced and in force. */
    Optional<String> announce(DatasetCode code, String text, LocalDate today) {
        return files.put(code, Optional.of(files.announced(text, today)));
    }

    Optional<String> withdraw(DatasetCode code) {
        return files.put(code, Optional.empty());
    }

    String draft(DatasetCode code, LocalDate today) {
        return files.text(code).orElse("""
                dataset: %s
                abstract: { zh: , en: }
                keywords: []
                categories: []
                update_frequency: DAILY
                formats: [CSV]
                share_methods: [API]
                network_channel: GOV_EXTRANET
                share_conditions: { scope: , purpose: }
                open: NOT_OPEN
                spatial_range:
                maintainer:
                assessments:
                  secrecy: { signed_by: , on: %2$s, result: }
                  impact: { signed_by: , on: %2$s, result: }
                updated: %2$s
                """.formatted(code, today));
    }
}
