package datong.policy.ranger;

import java.util.Set;
import org.apache.ranger.plugin.conditionevaluator.RangerAbstractConditionEvaluator;
import org.apache.ranger.plugin.policyengine.RangerAccessRequest;

/** Holds if an attribute of the question is stated and is none of the condition's values. An absent attribute never matches. */
public final class ContextNotIn extends RangerAbstractConditionEvaluator {
    private String attribute = "";
    private Set<String> values = Set.of();

    @Override
    public void init() {
        attribute = conditionDef.getEvaluatorOptions().get("attribute");
        values = condition.getValues() == null ? Set.of() : Set.copyOf(condition.getValues());
    }

    @Override
    public boolean isMatched(RangerAccessRequest request) {
        Object stated = request.getContext() == null ? null : request.getContext().get(attribute);
        return stated instanceof String word && !values.contains(word);
    }
}
