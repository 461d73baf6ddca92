package datong.catalogue;

import datong.schema.Dataset;
import datong.schema.ItemDefinition;
import datong.schema.ItemName;
import datong.schema.Level;
import datong.schema.ShareAttribute;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A dataset as a department reads it in the catalogue; no value of any record.
 *
 * @param items in the schema's order
 * @param level highest level among the items
 * @param records current records
 * @param description empty while no steward described it
 * @param authorities of each item the department that answers for it; without those that nobody leads
 * @param findings what is wrong with the entry
 * @param standing how it is used, in the last thirty days, and how fresh it is
 */
public record DatasetEntry(
        Dataset dataset, List<ItemDefinition> items, Level level, long records, Optional<Description> description, Map<ItemName, String> authorities,
        List<Finding> findings, Standing standing) {

    public DatasetEntry(Dataset dataset, List<ItemDefinition> items, Level level, long records, Optional<Description> description, Map<ItemName, String> authorities,
            List<Finding> findings) {
        this(dataset, items, level, records, description, authorities, findings, Standing.UNKNOWN);
    }

    DatasetEntry standing(Standing known) {
        return new DatasetEntry(dataset, items, level, records, description, authorities, findings, known);
    }

    /** Whether departments were told of it, and may have it for the asking. */
    public boolean announced() {
        return description.flatMap(Description::announced).isPresent();
    }

    public boolean shareable() {
        return announced() && dataset.share() != ShareAttribute.NOT_SHARED;
    }

    /** How the item is shared, which may be otherwise than its dataset (Decree 809, Art. 14). */
    public ShareAttribute share(ItemName item) {
        return description.map(said -> said.share(dataset, item)).orElse(dataset.share());
    }

    /** What is said of the item alone. */
    public Optional<ItemSharing> sharing(ItemName item) {
        return description.flatMap(said -> Optional.ofNullable(said.items().get(item)));
    }

    /** Whether departments may have the item for the asking. */
    public boolean shareable(ItemName item) {
        return announced() && dataset.items().contains(item) && share(item) != ShareAttribute.NOT_SHARED;
    }

    /** Whether the provider of the dataset answers for the item; otherwise the dataset is reference only. */
    public boolean leads(ItemName item) {
        return dataset.provider().equals(authorities.get(item));
    }
}
