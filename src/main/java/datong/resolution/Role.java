package datong.resolution;

import datong.schema.ItemName;
import java.util.Map;

/**
 * In what way a record tells of the thing: as its own record, or by mentioning it. A mention never decides anything alone.
 * The map gives, for the items of the kind, the items in which the mentioning record tells of them.
 */
public enum Role {
    /** The record is the thing's own. */
    SELF(Map.of()),
    /** The owner of a place. */
    OWNER(items("name", "owner_name", "mobile", "owner_phone", "id_number", "owner_id_number")),
    /** Who reported a matter. */
    REPORTER(items("name", "reporter_name", "mobile", "reporter_phone", "id_number", "reporter_id_number", "sex", "reporter_sex")),
    /** Whom a visit was paid to. */
    VISITED(items("name", "visit_info", "residence_address", "location_text")),
    /** An address that stands in a record which is not a place. */
    ADDRESS(items("standard_address", "residence_address", "standard_address ", "location_text"));

    private final Map<ItemName, ItemName> items;

    Role(Map<ItemName, ItemName> items) {
        this.items = items;
    }

    /** Item of the kind → item of the mentioning record; empty for {@link #SELF}. */
    public Map<ItemName, ItemName> items() {
        return items;
    }

    public boolean mention() {
        return this != SELF;
    }

    private static Map<ItemName, ItemName> items(String... names) {
        Map<ItemName, ItemName> items = new java.util.LinkedHashMap<>();
        for (int index = 0; index < names.length; index += 2) {
            items.put(new ItemName(names[index].strip()), new ItemName(names[index + 1]));
        }
        return Map.copyOf(items);
    }
}
