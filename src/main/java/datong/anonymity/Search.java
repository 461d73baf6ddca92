package datong.anonymity;

import datong.anonymity.NodeCheck.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The choice of levels that passes and costs least. Chains from the finest open choice upwards are halved again and again (Flash,
 * Kohlmayer 2012): a choice whose small classes cost as much as the best known rules out all finer ones, where they only grow; one
 * whose classes cost as much, whatever merges with them, rules out all coarser ones. What is left open is tried, so the answer is the optimum even where suppression or
 * criteria such as entropy make passing not monotone.
 */
final class Search {
    private final Lattice lattice;
    private final Ground ground;
    private final NodeCheck check;
    private final List<Tried> tried = new ArrayList<>();
    private Optional<Outcome> best = Optional.empty();
    private long least = NodeCheck.NEVER;

    private record Tried(int node, Outcome outcome) {}

    Search(Lattice lattice, Ground ground, NodeCheck check) {
        this.lattice = lattice;
        this.ground = ground;
        this.check = check;
    }

    /** Empty if no choice passes. */
    Optional<Outcome> best() {
        for (int node : lattice.byHeight()) {
            while (lattice.open(node)) {
                halve(chain(node));
            }
        }
        return best;
    }

    /** Upwards through open choices, always where least is lost. */
    private List<Integer> chain(int start) {
        List<Integer> chain = new ArrayList<>();
        int node = start;
        while (node >= 0) {
            chain.add(node);
            node = next(node);
        }
        return chain;
    }

    private int next(int node) {
        int[] levels = lattice.levels(node);
        int chosen = -1;
        double least = Double.MAX_VALUE;
        for (int column = 0; column < lattice.columns(); column++) {
            int above = lattice.above(node, column);
            double lost = above < 0 ? 0 : (levels[column] + 1.0) / lattice.height(column) - 1e-6 * ground.table(column).size(levels[column]);
            if (above >= 0 && lattice.open(above) && lost < least) {
                least = lost;
                chosen = above;
            }
        }
        return chosen;
    }

    private void halve(List<Integer> chain) {
        int low = 0;
        int high = chain.size() - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            boolean coarser = lattice.open(chain.get(middle)) && needsCoarser(chain.get(middle));
            low = coarser ? middle + 1 : low;
            high = coarser ? high : middle - 1;
        }
    }

    private boolean needsCoarser(int node) {
        Tried now = new Tried(node, check.check(lattice.levels(node)));
        lattice.close(node);
        if (now.outcome().cost() < least) {
            least = now.outcome().cost();
            best = Optional.of(now.outcome());
            tried.removeIf(this::settled);
        }
        if (!settled(now)) {
            tried.add(now);
        }
        return now.outcome().finer() >= least && now.outcome().coarser() < least;
    }

    /** Closes what cannot be better; whether nothing is left to close later. */
    private boolean settled(Tried one) {
        boolean finer = one.outcome().finer() >= least;
        boolean coarser = one.outcome().coarser() >= least;
        if (finer) {
            lattice.closeDown(one.node());
        }
        if (coarser) {
            lattice.closeUp(one.node());
        }
        return finer && coarser;
    }
}
