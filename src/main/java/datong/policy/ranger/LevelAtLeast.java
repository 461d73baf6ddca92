package datong.policy.ranger;

import datong.schema.Level;
import org.apache.ranger.plugin.conditionevaluator.RangerAbstractConditionEvaluator;
import org.apache.ranger.plugin.policyengine.RangerAccessRequest;

/** Holds if the question shows an item of the condition's level or higher. A level that is not stated counts as the highest. */
public final class LevelAtLeast extends RangerAbstractConditionEvaluator {
    private Level least = Level.L1;

    @Override
    public void init() {
        least = Level.valueOf(condition.getValues().getFirst());
    }

    @Override
    public boolean isMatched(RangerAccessRequest request) {
        Object stated = request.getContext() == null ? null : request.getContext().get("level");
        return (stated instanceof Level level ? level : Level.L4).atLeast(least);
    }
}
