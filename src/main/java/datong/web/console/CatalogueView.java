package datong.web.console;

import datong.catalogue.DatasetEntry;
import datong.catalogue.EntryVersion;
import datong.policy.Action;
import datong.policy.Subject;
import datong.schema.Dataset;
import datong.schema.DatasetCode;
import datong.schema.ItemDefinition;
import java.util.List;
import java.util.Optional;

/** Datasets and their items as departments read them, and what a subject would see of them. */
public interface CatalogueView {
    /** Those the subject may know of, ordered by code; noted in the audit log before it returns, as {@link #dataset} is. */
    List<Line> datasets(Subject viewer, String clientAddress);

    /** Those that fit the words, the best first; noted as well. */
    List<Line> search(Subject viewer, String words, String clientAddress);

    Optional<Line> dataset(Subject viewer, DatasetCode code, String clientAddress);

    /** Items of the dataset in schema order. */
    List<ItemDefinition> items(Dataset dataset);

    List<String> purposes();

    /** What the policies would say; reads no row. */
    Outlook outlook(Subject subject, Dataset dataset, String purpose, Action action);

    /** Rows by the ordinary query path, protected and audited like any other question. */
    Sample sample(Subject subject, Dataset dataset, String purpose, String clientAddress);

    /** What the entry said at other times, the newest first. */
    List<EntryVersion> versions(Dataset dataset);

    /** @param found items that fit the words, if there was a search */
    record Line(DatasetEntry entry, List<ItemDefinition> found) {
        Line(DatasetEntry entry) {
            this(entry, List.of());
        }

        public Dataset dataset() {
            return entry.dataset();
        }

        public long records() {
            return entry.records();
        }
    }

    /** @param word treatment, empty where the item is refused; @param rule the rule that decided */
    record ItemOutlook(ItemDefinition item, Optional<String> word, String rule) {}

    /** @param refusal which check and why, if the dataset as a whole is refused */
    record Outlook(List<ItemOutlook> items, Optional<Refusal> refusal, List<String> scope, List<String> obligations, String rule, String policyVersion) {}

    record Refusal(String check, String rule, String reason) {}

    sealed interface Sample {
        record Rows(List<ItemDefinition> items, List<List<String>> rows, long auditIndex) implements Sample {}

        record Refused(Refusal refusal) implements Sample {}
    }
}
