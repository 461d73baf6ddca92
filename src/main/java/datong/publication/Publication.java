package datong.publication;

import datong.ledger.Selection.Operator;
import datong.policy.Treatment;
import datong.schema.DatasetCode;
import datong.schema.ItemName;
import java.util.List;
import java.util.Optional;

/**
 * What a steward wants published, as its file says; whether it may be is for the policies.
 *
 * @param name the file's name without its ending
 * @param file path as the steward knows it
 * @param items in the order of the file
 * @param conditions which records are meant; all must hold
 * @param encrypted the files leave sealed for the recipient's key, or not at all
 * @param anonymous the whole leaves anonymous, or not at all
 * @param canaries records of nobody, by which a leaked copy is known
 */
public record Publication(String name, String file, DatasetCode dataset, To recipient, String purpose, List<PublishedItem> items,
        List<Condition> conditions, Format format, boolean encrypted, Optional<Anonymous> anonymous, int canaries) {

    /**
     * @param organisation unified social credit code
     * @param group recipient class: a group of {@code policies/groups.yaml}
     */
    public record To(String organisation, String group) {}

    /** @param override stricter than what the policies say; empty: as they say */
    public record PublishedItem(ItemName name, int line, Optional<Treatment> override) {}

    /** @param values as written; typed by the item when a release is planned */
    public record Condition(ItemName item, int line, Operator operator, List<String> values) {}

    public enum Format { CSV, PARQUET, BOTH }
}
