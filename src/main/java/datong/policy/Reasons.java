package datong.policy;

import datong.schema.ItemName;
import datong.schema.Level;
import java.util.Map;
import java.util.Optional;

/** Why the policies treat the items of a question as they do; decides nothing. */
public interface Reasons {
    /** What is in force says of a question, whatever its limits and rows. */
    Said reasons(AccessRequest request);

    /** Where a rule stands: {@code access/street.policy.yaml:12}, or a policy of a Ranger Admin by its id. */
    record Place(String rule, String file, int line) {}

    /**
     * @param allowed the rule that opens the item; empty: none does
     * @param refused the rule that closes it though another may open it
     * @param treated the rule that says how it is treated; empty: none does, so it is withheld
     */
    record OfItem(Optional<Place> allowed, Optional<Place> refused, Optional<Place> treated) {}

    /** @param rows by the highest level among the items shown, the rule that says which rows are reached */
    record Said(String policyVersion, Map<ItemName, OfItem> items, Map<Level, Place> rows) {
        public static final Said NOTHING = new Said("", Map.of(), Map.of());

        public OfItem of(ItemName item) {
            return items.getOrDefault(item, new OfItem(Optional.empty(), Optional.empty(), Optional.empty()));
        }
    }
}
