package datong.source;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The column names of a delivery, shared by all its records. Two-row headers arrive joined as {@code parent/child}. */
public final class Columns {
    private final List<String> names;
    private final Map<String, Integer> indexes = new HashMap<>();

    public Columns(List<String> names) {
        this.names = List.copyOf(names);
        for (int index = 0; index < names.size(); index++) {
            indexes.putIfAbsent(names.get(index), index);
        }
    }

    public List<String> names() {
        return names;
    }

    /** Index of the column in a record's cells, -1 if there is none. */
    public int indexOf(String name) {
        return indexes.getOrDefault(name, -1);
    }
}
