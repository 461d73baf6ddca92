package datong.anonymity;

import java.util.List;
import java.util.function.IntUnaryOperator;

/** The rows of a table by class: rows of a class look alike in every quasi-identifier. */
final class Classes {
    private final int[] starts;
    private final int[] order;

    Classes(int rows, int classes, IntUnaryOperator classOf) {
        starts = new int[classes + 1];
        for (int row = 0; row < rows; row++) {
            starts[classOf.applyAsInt(row) + 1]++;
        }
        for (int each = 0; each < classes; each++) {
            starts[each + 1] += starts[each];
        }
        int[] next = starts.clone();
        order = new int[rows];
        for (int row = 0; row < rows; row++) {
            order[next[classOf.applyAsInt(row)]++] = row;
        }
    }

    /** As the table stands, nothing made coarser. */
    static Classes of(Table table, List<String> quasiIdentifiers) {
        Ground ground = new Ground(table, quasiIdentifiers.stream().map(name -> new QuasiIdentifier(name, Hierarchies.whole())).toList());
        return new Classes(table.rows(), ground.tuples().size(), ground::tupleOf);
    }

    int count() {
        return starts.length - 1;
    }

    int size(int number) {
        return starts[number + 1] - starts[number];
    }

    /** Any one of the class. */
    int row(int number) {
        return order[starts[number]];
    }

    /** Fills an empty spread with the values of a class. */
    void into(Spread spread, Column column, int number) {
        for (int at = starts[number]; at < starts[number + 1]; at++) {
            spread.add(column.code(order[at]));
        }
    }
}
