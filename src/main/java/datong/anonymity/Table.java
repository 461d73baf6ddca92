package datong.anonymity;

import java.util.List;
import java.util.NoSuchElementException;

/** A whole table in memory, a byte or two a cell for columns with few different values. Filled row by row, then read. */
public final class Table {
    private final List<Column> columns;
    private int rows;

    public Table(List<String> names) {
        if (names.stream().distinct().count() != names.size()) {
            throw new IllegalArgumentException("a column stands twice in the table");
        }
        columns = names.stream().map(Column::new).toList();
    }

    /** @param cells in the order of the columns; null where missing */
    public void add(List<String> cells) {
        if (cells.size() != columns.size()) {
            throw new IllegalArgumentException("row " + (rows + 1) + " has " + cells.size() + " cells, the table " + columns.size() + " columns");
        }
        for (int each = 0; each < columns.size(); each++) {
            columns.get(each).add(cells.get(each));
        }
        rows++;
    }

    public int rows() {
        return rows;
    }

    public List<Column> columns() {
        return columns;
    }

    /** @throws NoSuchElementException if there is no such column */
    public Column column(String name) {
        return columns.stream().filter(column -> column.name().equals(name)).findFirst().orElseThrow(() -> new NoSuchElementException(
                "the table has no column '" + name + "'; it has " + String.join(", ", columns.stream().map(Column::name).toList())));
    }
}
