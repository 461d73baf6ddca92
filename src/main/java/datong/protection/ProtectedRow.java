package datong.protection;

import datong.ledger.EntryId;
import java.util.List;

/** A row that may leave the hub; only this room makes one. */
public final class ProtectedRow {
    private final EntryId id;
    private final List<Object> values;

    ProtectedRow(EntryId id, List<Object> values) {
        this.id = id;
        this.values = values;
    }

    public EntryId id() {
        return id;
    }

    /** In the order of the treated items that were not dropped; null where absent. */
    public List<Object> values() {
        return values;
    }
}
