package datong.anonymity;

import datong.anonymity.NodeCheck.Outcome;
import java.util.Optional;

/**
 * For more choices than can be weighed: from everything suppressed downwards, always to the finer neighbour that passes and costs
 * least, until none is better. A good answer, not surely the best.
 */
final class Climb {
    private final Ground ground;
    private final NodeCheck check;

    Climb(Ground ground, NodeCheck check) {
        this.ground = ground;
        this.check = check;
    }

    Optional<Outcome> best() {
        int[] top = new int[ground.columns()];
        for (int each = 0; each < top.length; each++) {
            top[each] = ground.table(each).levels() - 1;
        }
        Outcome at = check.check(top);
        return at.passes() ? Optional.of(from(at)) : Optional.empty();
    }

    /** Downwards from a choice that passes; from the best one, to the finest that costs no more. */
    Outcome from(Outcome passed) {
        Outcome at = passed;
        Optional<Outcome> next = Optional.of(at);
        while (next.isPresent()) {
            at = next.get();
            next = better(at);
        }
        return at;
    }

    private Optional<Outcome> better(Outcome than) {
        Optional<Outcome> best = Optional.empty();
        for (int column = 0; column < ground.columns(); column++) {
            if (than.levels()[column] > 0) {
                int[] levels = than.levels().clone();
                levels[column]--;
                Outcome outcome = check.check(levels);
                long bar = best.map(Outcome::cost).orElse(than.cost());
                best = outcome.passes() && (outcome.cost() < bar || best.isEmpty() && outcome.cost() == bar) ? Optional.of(outcome) : best;
            }
        }
        return best;
    }
}
