package datong.policy.ranger;

import datong.policy.Subject;
import datong.policy.yaml.Access;
import datong.policy.yaml.PolicySet;
import datong.policy.yaml.Rule;
import datong.schema.DatasetCode;
import datong.schema.Element;
import datong.schema.ItemName;
import datong.schema.Level;
import java.time.Instant;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import org.apache.ranger.authorization.hadoop.config.RangerPluginConfig;
import org.apache.ranger.plugin.policyengine.RangerAccessRequestImpl;
import org.apache.ranger.plugin.policyengine.RangerAccessResourceImpl;
import org.apache.ranger.plugin.policyengine.RangerAccessResult;
import org.apache.ranger.plugin.service.RangerBasePlugin;
import org.apache.ranger.plugin.util.ServicePolicies;
import org.apache.ranger.plugin.util.ServiceTags;

/** Ranger's policy engine over one snapshot. Every answer without a rule of ours behind it is no. Safe for many threads until closed. */
final class RangerEngine implements AutoCloseable {
    private final RangerModel model;
    private final RangerBasePlugin plugin;

    private RangerEngine(RangerModel model, RangerBasePlugin plugin) {
        this.model = model;
        this.plugin = plugin;
    }

    /** @throws IllegalStateException if the engine does not take the policies as they are */
    static RangerEngine start(PolicySet set) {
        RangerModel model = new RangerModel(set);
        return start(model, model.policies(), model.tags());
    }

    static RangerEngine start(RangerModel model, ServicePolicies policies, ServiceTags tags) {
        check(policies);
        RangerBasePlugin plugin = new RangerBasePlugin(configuration(), policies, tags, null, null);
        if (plugin.getPoliciesVersion() != policies.getPolicyVersion()) {
            throw new IllegalStateException("the policy engine did not take the policies");
        }
        return new RangerEngine(model, plugin);
    }

    /** @throws IllegalStateException if the engine would ignore or run anything in them */
    static void check(ServicePolicies policies) {
        refuse(RangerLint.foreign(policies.getServiceDef()));
        refuse(RangerLint.foreign(policies.getTagPolicies().getServiceDef()));
        refuse(RangerLint.problems(policies));
    }

    private static void refuse(List<RangerLint.Problem> problems) {
        if (!problems.isEmpty()) {
            throw new IllegalStateException(problems.getFirst().toString());
        }
    }

    private static RangerPluginConfig configuration() {
        Properties properties = new Properties();
        String prefix = "ranger.plugin." + RangerModel.SERVICE;
        properties.setProperty("xasecure.audit.is.enabled", "false");
        properties.setProperty(prefix + ".policyengine.option.disable.policy.refresher", "true");
        properties.setProperty(prefix + ".policyengine.option.disable.tag.retriever", "true");
        properties.setProperty(prefix + ".policyengine.option.disable.userstore.retriever", "true");
        return new RangerPluginConfig(RangerModel.SERVICE, RangerModel.SERVICE, RangerModel.SERVICE, properties);
    }

    /**
     * What is asked of the engine, apart from the item.
     *
     * @param groups the subject's, and the one that stands for its organisation
     */
    record Question(Element element, DatasetCode dataset, Subject subject, Set<String> groups, String purpose, Optional<String> scene,
            Optional<String> caseNumber, Instant at) {

        Question as(Set<String> actingGroups) {
            return new Question(element, dataset, subject, actingGroups, purpose, scene, caseNumber, at);
        }
    }

    /** The rule that allows or denies; empty if none does, which is a refusal. */
    Optional<Rule> access(Question question, Access access, ItemName item) {
        RangerAccessResult result = plugin.isAccessAllowed(request(question, access, resource(question, item), Level.L4), null);
        if (result == null || !result.getIsAccessDetermined()) {
            return Optional.empty();
        }
        return model.rule(result.getPolicyId()).filter(rule -> result.getIsAllowed() ? rule instanceof Rule.Allow : rule instanceof Rule.Deny);
    }

    /**
     * The mask for the item and the word of its treatment; empty if no policy says anything. Masks that name items are asked first and alone:
     * asked together, Ranger keeps to the mask of a level as soon as some item mask that outranks it is for other people, and never
     * looks at the next item mask. Those of levels and classes demand the element, so without it they are silent.
     */
    Optional<Masked> mask(Question question, Access access, ItemName item) {
        RangerAccessRequestImpl byItem = request(question, access, resource(question, item), Level.L4);
        byItem.getContext().remove("element");
        return mask(byItem).or(() -> mask(request(question, access, resource(question, item), Level.L4)));
    }

    private Optional<Masked> mask(RangerAccessRequestImpl request) {
        RangerAccessResult result = plugin.evalDataMaskPolicies(request, null);
        if (result == null || !result.isMaskEnabled() || result.getMaskedValue() == null) {
            return Optional.empty();
        }
        return model.rule(result.getPolicyId()).filter(Rule.Mask.class::isInstance).map(rule -> new Masked((Rule.Mask) rule, result.getMaskedValue()));
    }

    record Masked(Rule.Mask rule, String treatment) {}

    /** The row filter for a question whose highest item shown is of the level; empty if no policy says anything. */
    Optional<Filtered> filter(Question question, Access access, Level level) {
        Map<String, Object> resource = Map.of("element", question.element().code(), "dataset", question.dataset().value());
        RangerAccessResult result = plugin.evalRowFilterPolicies(request(question, access, resource, level), null);
        if (result == null || !result.isRowFilterEnabled()) {
            return Optional.empty();
        }
        return model.rule(result.getPolicyId()).filter(Rule.Filter.class::isInstance)
                .map(rule -> new Filtered((Rule.Filter) rule, Set.of(result.getFilterExpr().split(" "))));
    }

    /** @param within words of {@link datong.policy.yaml.Within} */
    record Filtered(Rule.Filter rule, Set<String> within) {}

    private static Map<String, Object> resource(Question question, ItemName item) {
        return Map.of("element", question.element().code(), "dataset", question.dataset().value(), "item", item.value());
    }

    private static RangerAccessRequestImpl request(Question question, Access access, Map<String, Object> resource, Level level) {
        RangerAccessRequestImpl request = new RangerAccessRequestImpl(
                new RangerAccessResourceImpl(resource), access.word(), question.subject().id(), question.groups(), null);
        request.setAccessTime(Date.from(question.at()));
        request.setAction(access.word());
        Map<String, Object> context = new HashMap<>();
        context.put("element", question.element().code());
        context.put("dataset", question.dataset().value());
        context.put("purpose", question.purpose());
        question.scene().ifPresent(scene -> context.put("scene", scene));
        question.caseNumber().ifPresent(caseNumber -> context.put("case", caseNumber));
        context.put("level", level);
        request.setContext(context);
        return request;
    }

    @Override
    public void close() {
        plugin.cleanup();
    }
}
