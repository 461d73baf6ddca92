package datong.anonymity;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.random.RandomGenerator;

/** A table made anonymous: its rows in an order that tells nothing, coarser, without the suppressed ones. Made by {@link Anonymiser} only. */
public final class Anonymised {
    private final Table table;
    private final Model model;
    private final Ground ground;
    private final int[] levels;
    private final BitSet suppressed;
    private final Solution solution;

    Anonymised(Table table, Model model, Ground ground, int[] levels, BitSet suppressed, Solution solution) {
        this.table = table;
        this.model = model;
        this.ground = ground;
        this.levels = levels;
        this.suppressed = suppressed;
        this.solution = solution;
    }

    public Solution solution() {
        return solution;
    }

    /** Takes one row; may throw what it likes. */
    @FunctionalInterface
    public interface RowSink<E extends Exception> {
        void row(List<String> cells) throws E;
    }

    /**
     * Hands over these columns of each row that stays.
     *
     * @param order shuffles the rows: the order in which they came would tell who was next to whom
     */
    public <E extends Exception> void rows(List<String> columns, RandomGenerator order, RowSink<E> sink) throws E {
        int[] rows = shuffled(order);
        List<Column> chosen = columns.stream().map(table::column).toList();
        int[] quasi = columns.stream().mapToInt(this::quasi).toArray();
        for (int row : rows) {
            List<String> cells = new ArrayList<>(quasi.length);
            for (int each = 0; each < quasi.length; each++) {
                Column column = chosen.get(each);
                cells.add(quasi[each] < 0 ? column.text(row) : ground.table(quasi[each]).text(levels[quasi[each]], column.code(row)));
            }
            sink.row(cells);
        }
    }

    private int quasi(String name) {
        for (int each = 0; each < model.quasiIdentifiers().size(); each++) {
            if (model.quasiIdentifiers().get(each).name().equals(name)) {
                return each;
            }
        }
        return -1;
    }

    private int[] shuffled(RandomGenerator order) {
        int[] rows = new int[table.rows() - suppressed.cardinality()];
        int filled = 0;
        for (int row = suppressed.nextClearBit(0); row < table.rows(); row = suppressed.nextClearBit(row + 1)) {
            int at = order.nextInt(filled + 1);
            rows[filled] = rows[at];
            rows[at] = row;
            filled++;
        }
        return rows;
    }
}
