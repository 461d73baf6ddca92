package datong.sample;

import java.util.Arrays;
import java.util.List;

/** One row under construction; columns that are not set stay empty. */
final class Row {
    private final List<String> header;
    private final Object[] cells;

    Row(List<String> header) {
        this.header = header;
        this.cells = new Object[header.size()];
        Arrays.fill(cells, "");
    }

    Row set(String column, Object value) {
        int index = header.indexOf(column);
        if (index < 0) {
            throw new IllegalArgumentException("the sample has no column " + column);
        }
        cells[index] = value;
        return this;
    }

    Object[] cells() {
        return cells;
    }
}
