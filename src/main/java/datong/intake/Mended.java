package datong.intake;

import datong.source.RawRecord;
import java.util.Map;
import java.util.Set;

/**
 * Values that a steward put into a record by hand.
 *
 * @param values column → the value that counts instead of the one that arrived
 */
public record Mended(Map<String, String> values) {
    public static final Mended NOTHING = new Mended(Map.of());

    public Mended {
        values = Map.copyOf(values);
    }

    public boolean nothing() {
        return values.isEmpty();
    }

    public Set<String> columns() {
        return values.keySet();
    }

    /** The record with the mended values; columns that it does not have are left out. */
    public RawRecord in(RawRecord raw) {
        if (nothing()) {
            return raw;
        }
        String[] cells = raw.cells().clone();
        values.forEach((column, value) -> {
            int index = raw.columns().indexOf(column);
            if (index >= 0 && index < cells.length) {
                cells[index] = value;
            }
        });
        return new RawRecord(raw.columns(), cells, raw.row(), raw.defect(), raw.deleted());
    }
}
