package datong.policy.ranger;

import org.apache.ranger.plugin.conditionevaluator.RangerAbstractConditionEvaluator;
import org.apache.ranger.plugin.policyengine.RangerAccessRequest;

/** Holds if the question states the attribute at all. */
public final class ContextPresent extends RangerAbstractConditionEvaluator {
    private String attribute = "";

    @Override
    public void init() {
        attribute = conditionDef.getEvaluatorOptions().get("attribute");
    }

    @Override
    public boolean isMatched(RangerAccessRequest request) {
        return request.getContext() != null && request.getContext().get(attribute) instanceof String word && !word.isBlank();
    }
}
