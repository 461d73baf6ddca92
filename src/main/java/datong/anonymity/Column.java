package datong.anonymity;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** One column of a table: its different values once each, and a number a row. A missing value is the empty text. */
public final class Column {
    private final String name;
    private final Map<String, Integer> numbers = new HashMap<>();
    private final List<String> values = new ArrayList<>();
    private final Codes codes = new Codes();

    Column(String name) {
        this.name = name;
    }

    void add(String value) {
        codes.add(number(value == null ? "" : value));
    }

    private int number(String value) {
        Integer known = numbers.get(value);
        if (known != null) {
            return known;
        }
        numbers.put(value, values.size());
        values.add(value);
        return values.size() - 1;
    }

    public String name() {
        return name;
    }

    /** The different values, in the order in which they were first met. */
    public List<String> values() {
        return Collections.unmodifiableList(values);
    }

    /** Which of the {@link #values} stands in a row. */
    public int code(int row) {
        return codes.get(row);
    }

    public String text(int row) {
        return values.get(codes.get(row));
    }
}
