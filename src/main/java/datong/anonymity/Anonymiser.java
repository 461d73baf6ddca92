package datong.anonymity;

import datong.anonymity.NodeCheck.Outcome;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Makes a whole table keep a model by making columns coarser and leaving rows out, so that as little is lost as possible. */
public final class Anonymiser {
    /** Up to so many choices of levels the best is found; beyond, a good one. */
    public static final int WEIGHED = 2_000_000;
    private final int weighed;

    public Anonymiser() {
        this(WEIGHED);
    }

    Anonymiser(int weighed) {
        this.weighed = weighed;
    }

    /**
     * Empty if even the coarsest levels break the model.
     *
     * @throws IllegalArgumentException if a hierarchy does not nest
     */
    public Optional<Anonymised> anonymise(Table table, Model model) {
        if (table.rows() == 0) {
            return Optional.empty();
        }
        Ground ground = new Ground(table, model.quasiIdentifiers());
        NodeCheck check = new NodeCheck(table, model, ground);
        int[] heights = new int[ground.columns()];
        double choices = 1;
        for (int each = 0; each < heights.length; each++) {
            heights[each] = ground.table(each).levels();
            choices *= heights[each];
        }
        boolean all = choices <= weighed;
        Climb climb = new Climb(ground, check);
        Optional<Outcome> best = all ? new Search(new Lattice(heights), ground, check).best().map(climb::from) : climb.best();
        double every = choices;
        return best.map(outcome -> new Anonymised(table, model, ground, outcome.levels(), check.suppressed(outcome.levels()),
                new Solution(named(model, outcome.levels()), outcome.suppressed(), outcome.cost(), all, every, (int) Math.min(check.checks(), every))));
    }

    private static Map<String, Integer> named(Model model, int[] levels) {
        Map<String, Integer> named = new LinkedHashMap<>();
        for (int each = 0; each < levels.length; each++) {
            QuasiIdentifier quasi = model.quasiIdentifiers().get(each);
            named.put(quasi.name(), levels[each] + quasi.finest());
        }
        return named;
    }
}
