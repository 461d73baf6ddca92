package datong.anonymity;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/** Tries one choice of levels: what would be left out, and what it would cost. */
final class NodeCheck {
    /** So many of the coarser tables met so far are kept, to count from instead of from all rows; together no more tuples than the table has, or this many. */
    private static final int SNAPSHOTS = 400;
    private static final int SNAPSHOT_TUPLES = 1 << 20;
    static final long NEVER = Long.MAX_VALUE;
    private final Table table;
    private final Model model;
    private final Ground ground;
    private final TupleCounter counter;
    private final List<Tuples> snapshots = new ArrayList<>();
    private final long allowed;
    private long snapshotTuples;
    private int checks;

    NodeCheck(Table table, Model model, Ground ground) {
        this.table = table;
        this.model = model;
        this.ground = ground;
        this.counter = new TupleCounter(ground.layout().width());
        this.allowed = (long) Math.floor(model.suppress() * table.rows() + 1e-9);
    }

    /**
     * @param coarser what any coarser choice costs at least: each row at least the size of its class here, and at least k
     * @param finer what any finer choice costs at least: what is too small here is suppressed there too; {@link #NEVER} if none passes
     * @param cost discernibility: each row the size of its class, a suppressed one the size of the table (Bayardo 2005); NEVER if it does not pass
     */
    record Outcome(int[] levels, long coarser, long finer, long cost, long suppressed) {
        boolean passes() {
            return cost < NEVER;
        }
    }

    Outcome check(int[] levels) {
        checks++;
        Tuples from = source(levels);
        ground.regroup(from, levels, counter, new int[0]);
        long bound = 0;
        long kept = 0;
        long small = 0;
        for (int each = 0; each < counter.size(); each++) {
            long rows = counter.count(each);
            bound += rows * Math.max(rows, model.k());
            small += rows < model.k() ? rows : 0;
            kept += rows < model.k() ? 0 : rows * rows;
        }
        keep(from, levels);
        if (small > allowed) {
            return new Outcome(levels, bound, NEVER, NEVER, small);
        }
        return model.criteria().isEmpty() ? new Outcome(levels, bound, finer(small), kept + small * table.rows(), small) : judged(levels, bound);
    }

    private long finer(long suppressed) {
        return suppressed > allowed ? NEVER : suppressed * table.rows() + (table.rows() - suppressed) * model.k();
    }

    private Outcome judged(int[] levels, long bound) {
        Classes classes = classes(levels);
        Failing failing = new Failing(table, classes, model.k());
        failing.judge(model.criteria(), Criterion::monotone);
        long finer = finer(failing.rows());
        finish(failing);
        long cost = failing.rows() * table.rows();
        for (int each = 0; each < classes.count(); each++) {
            cost += failing.failing(each) ? 0 : (long) classes.size(each) * classes.size(each);
        }
        return new Outcome(levels, bound, finer, failing.rows() > allowed ? NEVER : cost, failing.rows());
    }

    private void finish(Failing failing) {
        if (failing.rows() > allowed) {
            return;
        }
        failing.judge(model.criteria(), criterion -> !criterion.monotone());
        failing.judgeDistances(model.criteria(), allowed);
    }

    private Classes classes(int[] levels) {
        int[] numberOf = numbers(levels);
        return new Classes(table.rows(), counter.size(), row -> numberOf[ground.tupleOf(row)]);
    }

    /** The class of each tuple of the ground. */
    private int[] numbers(int[] levels) {
        int[] numberOf = new int[ground.tuples().size()];
        ground.regroup(ground.tuples(), levels, counter, numberOf);
        return numberOf;
    }

    /** Which rows a choice leaves out. */
    BitSet suppressed(int[] levels) {
        int[] numberOf = numbers(levels);
        Failing failing = new Failing(table, new Classes(table.rows(), counter.size(), row -> numberOf[ground.tupleOf(row)]), model.k());
        failing.judge(model.criteria(), Criterion::monotone);
        finish(failing);
        BitSet rows = new BitSet(table.rows());
        for (int row = 0; row < table.rows(); row++) {
            rows.set(row, failing.failing(numberOf[ground.tupleOf(row)]));
        }
        return rows;
    }

    private Tuples source(int[] levels) {
        Tuples smallest = ground.tuples();
        for (Tuples snapshot : snapshots) {
            if (snapshot.size() < smallest.size() && snapshot.finerThan(levels)) {
                smallest = snapshot;
            }
        }
        return smallest;
    }

    private void keep(Tuples from, int[] levels) {
        if (counter.size() > from.size() / 2 || from.size() < 256) {
            return;
        }
        long most = Math.max(SNAPSHOT_TUPLES, ground.tuples().size());
        while (!snapshots.isEmpty() && (snapshots.size() >= SNAPSHOTS || snapshotTuples + counter.size() > most)) {
            snapshotTuples -= snapshots.removeFirst().size();
        }
        if (snapshotTuples + counter.size() <= most) {
            snapshots.add(counter.tuples(levels.clone()));
            snapshotTuples += counter.size();
        }
    }

    int checks() {
        return checks;
    }
}
