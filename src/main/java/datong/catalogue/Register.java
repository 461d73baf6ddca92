package datong.catalogue;

import datong.schema.Dataset;
import datong.schema.DatasetCode;
import datong.schema.Element;
import datong.schema.ItemName;
import datong.schema.ShareAttribute;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What stands in the stewards' folder {@code mappings/catalogue}: descriptions, legal bases, and departments that lead an item. */
public record Register(Map<DatasetCode, Description> descriptions, List<LegalBasis> bases, Map<Element, Lead> leads) {
    public static final Register EMPTY = new Register(Map.of(), List.of(), Map.of());

    /**
     * Departments that the authority named (Decree 809, Art. 19(2)).
     *
     * @param all of every item that is not among {@code items}
     */
    public record Lead(Optional<String> all, Map<ItemName, String> items) {
        public Optional<String> of(ItemName item) {
            return Optional.ofNullable(items.get(item)).or(() -> all);
        }
    }

    public Optional<Description> find(DatasetCode dataset) {
        return Optional.ofNullable(descriptions.get(dataset));
    }

    /** How an item is shared, which may be otherwise than its dataset. */
    public ShareAttribute share(Dataset dataset, ItemName item) {
        return find(dataset.code()).map(said -> said.share(dataset, item)).orElse(dataset.share());
    }

    /** Whether the law that is cited keeps the item from other departments, though the dataset may be shared. */
    public boolean withholds(DatasetCode dataset, ItemName item) {
        return find(dataset).map(said -> said.items().get(item)).filter(said -> said.share() == ShareAttribute.NOT_SHARED).isPresent();
    }

    public Optional<String> lead(Element element, ItemName item) {
        return Optional.ofNullable(leads.get(element)).flatMap(lead -> lead.of(item));
    }
}
