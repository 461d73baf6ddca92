package datong.source;

import java.util.Comparator;
import java.util.List;

/** One column whose merged cells are filled forward, inside each merged range only (N-05). Rows must come in order. */
final class FilledDown {
    private final int column;
    private final List<RowSource.MergedRange> ranges;
    private int at;
    private String value = "";

    FilledDown(int column, List<RowSource.MergedRange> merged) {
        this.column = column;
        this.ranges = merged.stream()
                .filter(range -> range.firstColumn() <= column && column <= range.lastColumn() && range.lastRow() > range.firstRow())
                .sorted(Comparator.comparingLong(RowSource.MergedRange::firstRow))
                .toList();
    }

    void fill(String[] cells, long row) {
        while (at < ranges.size() && ranges.get(at).lastRow() < row) {
            at++;
            value = "";
        }
        if (at == ranges.size() || row < ranges.get(at).firstRow() || column >= cells.length) {
            return;
        }
        if (cells[column] != null && !cells[column].isEmpty()) {
            value = cells[column];
        } else if (!value.isEmpty()) {
            cells[column] = value;
        }
    }
}
