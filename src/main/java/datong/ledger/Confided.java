package datong.ledger;

import datong.schema.ElementSchema;
import datong.schema.ItemDefinition;
import datong.schema.ItemName;
import java.util.List;
import java.util.Set;

/**
 * Which rows keep to themselves who brought them: confidential matters and reports of wrongdoing, for retaliation is to be feared.
 *
 * @param fetched items of the rows, among them {@link #marks}
 */
public record Confided(List<ItemDefinition> fetched) {
    private static final ItemName CONFIDENTIAL = new ItemName("is_confidential");
    private static final ItemName KIND = new ItemName("request_kind");
    private static final String REPORTER = "reporter_";

    /** Items by which a record shows to be one: to be read beside those that were asked for. */
    public static List<ItemDefinition> marks(ElementSchema element) {
        return element.items().stream().filter(item -> Set.of(CONFIDENTIAL, KIND).contains(item.name())).toList();
    }

    /** Whether the item says something of who brought it. */
    public static boolean tells(ItemDefinition item) {
        return item.name().value().startsWith(REPORTER);
    }

    public boolean is(LedgerRow row) {
        for (int at = 0; at < fetched.size(); at++) {
            ItemName name = fetched.get(at).name();
            Object value = row.values()[at];
            if (name.equals(CONFIDENTIAL) && Boolean.TRUE.equals(value) || name.equals(KIND) && "REPORT".equals(value)) {
                return true;
            }
        }
        return false;
    }
}
