package datong.mapping;

import datong.source.Columns;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The columns a mapping names, each under a small number, so that no row is read by looking names up. */
public final class ColumnSlots {
    private final Map<String, Integer> slots = new HashMap<>();
    private final List<String> names = new ArrayList<>();

    /** The column's number; a new one for a column not named before. */
    public int of(String column) {
        return slots.computeIfAbsent(column, name -> {
            names.add(name);
            return names.size() - 1;
        });
    }

    public List<String> names() {
        return List.copyOf(names);
    }

    String name(int slot) {
        return names.get(slot);
    }

    /** Index of each slot's cell in a delivery, -1 where the delivery has no such column. */
    int[] bind(Columns columns) {
        int[] indexes = new int[names.size()];
        for (int slot = 0; slot < indexes.length; slot++) {
            indexes[slot] = columns.indexOf(names.get(slot));
        }
        return indexes;
    }
}
