package datong.anonymity;

import java.util.Arrays;
import java.util.List;

/** A table's quasi-identifiers at their finest levels: each combination once, and which of them a row has. */
final class Ground {
    private final LevelTables[] tables;
    private final Layout layout;
    private final Tuples tuples;
    private final int[] tupleOf;

    Ground(Table table, List<QuasiIdentifier> quasiIdentifiers) {
        Column[] columns = quasiIdentifiers.stream().map(quasi -> table.column(quasi.name())).toArray(Column[]::new);
        tables = new LevelTables[columns.length];
        int[] sizes = new int[columns.length];
        for (int each = 0; each < columns.length; each++) {
            tables[each] = new LevelTables(quasiIdentifiers.get(each), columns[each]);
            sizes[each] = tables[each].size(0);
        }
        layout = new Layout(sizes);
        tupleOf = new int[table.rows()];
        TupleCounter counter = new TupleCounter(layout.width());
        counter.clear(0);
        long[] tuple = new long[layout.width()];
        for (int row = 0; row < tupleOf.length; row++) {
            Arrays.fill(tuple, 0);
            for (int each = 0; each < columns.length; each++) {
                layout.put(tuple, 0, each, tables[each].codes(0)[columns[each].code(row)]);
            }
            tupleOf[row] = counter.add(tuple, 1);
        }
        tuples = counter.tuples(new int[columns.length]);
    }

    LevelTables table(int column) {
        return tables[column];
    }

    int columns() {
        return tables.length;
    }

    Layout layout() {
        return layout;
    }

    Tuples tuples() {
        return tuples;
    }

    int tupleOf(int row) {
        return tupleOf[row];
    }

    int rows() {
        return tupleOf.length;
    }

    /** Counts the tuples of some groups at coarser levels; {@code numberOf} takes each one's new number, or is empty. */
    void regroup(Tuples from, int[] levels, TupleCounter counter, int[] numberOf) {
        int[][] maps = new int[tables.length][];
        double most = 1;
        for (int each = 0; each < tables.length; each++) {
            maps[each] = tables[each].between(from.levels()[each], levels[each]);
            most *= tables[each].size(levels[each]);
        }
        counter.clear((long) Math.min(most, from.size()));
        Layout.Recoding recoding = layout.recoding(maps, from.size());
        long[] tuple = new long[layout.width()];
        for (int each = 0; each < from.size(); each++) {
            recoding.apply(from.words(), each * layout.width(), tuple);
            int number = counter.add(tuple, from.counts()[each]);
            if (numberOf.length > 0) {
                numberOf[each] = number;
            }
        }
    }
}
