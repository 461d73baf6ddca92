package datong.policy.ranger;

import com.google.gson.Gson;
import datong.policy.yaml.Access;
import datong.policy.yaml.PolicySet;
import datong.policy.yaml.Rule;
import datong.policy.yaml.Within;
import datong.schema.DatasetCode;
import datong.schema.Element;
import datong.schema.ItemDefinition;
import datong.schema.ItemName;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.ranger.plugin.model.RangerPolicy;
import org.apache.ranger.plugin.model.RangerPolicy.RangerDataMaskPolicyItem;
import org.apache.ranger.plugin.model.RangerPolicy.RangerPolicyItem;
import org.apache.ranger.plugin.model.RangerPolicy.RangerPolicyItemAccess;
import org.apache.ranger.plugin.model.RangerPolicy.RangerPolicyItemCondition;
import org.apache.ranger.plugin.model.RangerPolicy.RangerPolicyItemDataMaskInfo;
import org.apache.ranger.plugin.model.RangerPolicy.RangerPolicyItemRowFilterInfo;
import org.apache.ranger.plugin.model.RangerPolicy.RangerPolicyResource;
import org.apache.ranger.plugin.model.RangerPolicy.RangerRowFilterPolicyItem;
import org.apache.ranger.plugin.model.RangerServiceDef;
import org.apache.ranger.plugin.model.RangerValiditySchedule;
import org.apache.ranger.plugin.util.ServicePolicies;
import org.apache.ranger.plugin.util.ServiceTags;

/** Rules in Ranger's own nouns: one Ranger policy a rule, whose id is the rule's place in the set, from 1. */
final class RangerModel {
    static final String SERVICE = "datong";
    private static final String TAG_SERVICE = "datong_tags";
    private static final DateTimeFormatter SCHEDULE = DateTimeFormatter.ofPattern("yyyy/MM/dd HH:mm:ss").withZone(ZoneOffset.UTC);
    /** Above every sequence number, so that kind and precision decide before the order in the files. */
    private static final int STEP = 100_000;
    /** An allowance for all rows decides before one for the rows of a division. */
    private static final int AFTER_OTHERS = -1;

    private final PolicySet set;

    RangerModel(PolicySet set) {
        this.set = set;
    }

    static RangerServiceDef definition(String file) {
        try (InputStream in = RangerModel.class.getResourceAsStream(file)) {
            return new Gson().fromJson(new InputStreamReader(in, StandardCharsets.UTF_8), RangerServiceDef.class);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    ServicePolicies policies() {
        List<RangerPolicy> resourcePolicies = new ArrayList<>();
        List<RangerPolicy> tagPolicies = new ArrayList<>();
        for (int index = 0; index < set.rules().size(); index++) {
            RangerPolicy policy = policy(set.rules().get(index), index);
            (policy.getServiceType().equals("tag") ? tagPolicies : resourcePolicies).add(policy);
        }
        ServicePolicies policies = new ServicePolicies();
        policies.setServiceName(SERVICE);
        policies.setServiceId(1L);
        policies.setPolicyVersion(1L);
        policies.setPolicyUpdateTime(new Date(0));
        policies.setServiceDef(definition("service.json"));
        policies.setPolicies(resourcePolicies);
        ServicePolicies.TagPolicies tags = new ServicePolicies.TagPolicies();
        tags.setServiceName(TAG_SERVICE);
        tags.setServiceId(2L);
        tags.setPolicyVersion(1L);
        tags.setServiceDef(definition("tag-service.json"));
        tags.setPolicies(tagPolicies);
        policies.setTagPolicies(tags);
        return policies;
    }

    private RangerPolicy policy(Rule rule, int index) {
        return switch (rule) {
            case Rule.Allow allow -> allow(allow, index);
            case Rule.Deny deny -> deny(deny, index);
            case Rule.Filter filter -> filter(filter, index);
            case Rule.Mask mask -> mask(mask, index);
            case Rule.Limit limit -> nothing(limit, index);
        };
    }

    private RangerPolicy allow(Rule.Allow rule, int index) {
        RangerPolicy policy = policy(rule.head(), index, RangerPolicy.POLICY_TYPE_ACCESS, rule.head().divisions().isEmpty() ? 0 : AFTER_OTHERS);
        policy.setResources(resources(rule.head(), rule.items()));
        policy.setPolicyItems(List.of(who(new RangerPolicyItem(), rule.head(), "", conditions(rule.head()))));
        policy.setAllowExceptions(exceptions(rule));
        return policy;
    }

    private static List<RangerPolicyItem> exceptions(Rule rule) {
        return rule.exceptions().stream().map(except -> {
            RangerPolicyItem item = new RangerPolicyItem();
            item.setAccesses(accesses(rule.head().accesses(), ""));
            item.setGroups(List.copyOf(except.groups()));
            item.setUsers(List.copyOf(except.users()));
            item.setConditions(conditions(except.purposes(), except.scenes(), except.cases(), except.caseRequired()));
            return item;
        }).toList();
    }

    /** What keeps rows of a division away is no question for the engine, which knows no rows. */
    private RangerPolicy deny(Rule.Deny rule, int index) {
        if (!rule.head().divisions().isEmpty()) {
            return nothing(rule, index);
        }
        int order = datong.policy.Decision.Check.values().length - rule.check().ordinal();
        RangerPolicy policy = policy(rule.head(), index, RangerPolicy.POLICY_TYPE_ACCESS, order * STEP - index);
        policy.setResources(resources(rule.head(), rule.items()));
        policy.setDenyPolicyItems(List.of(who(new RangerPolicyItem(), rule.head(), "", conditions(rule.head()))));
        policy.setDenyExceptions(exceptions(rule));
        return policy;
    }

    private RangerPolicy filter(Rule.Filter rule, int index) {
        int order = rule.level().map(level -> level.ordinal() + 1).orElse(0) * 2 + (rule.head().dataset().isPresent() ? 1 : 0);
        RangerPolicy policy = policy(rule.head(), index, RangerPolicy.POLICY_TYPE_ROWFILTER, (order + 1) * STEP - index);
        Map<String, RangerPolicyResource> resources = resources(rule.head(), Set.of());
        resources.remove("item");
        policy.setResources(resources);
        List<RangerPolicyItemCondition> conditions = conditions(rule.head());
        rule.level().ifPresent(level -> conditions.add(condition("level", List.of(level.name()))));
        RangerRowFilterPolicyItem item = who(new RangerRowFilterPolicyItem(), rule.head(), "", conditions);
        item.setRowFilterInfo(new RangerPolicyItemRowFilterInfo(String.join(" ", rule.within().stream().map(Within::word).sorted().toList())));
        policy.setRowFilterPolicyItems(List.of(item));
        return policy;
    }

    private RangerPolicy mask(Rule.Mask rule, int index) {
        int dataset = rule.head().dataset().isPresent() ? 1 : 0;
        return switch (rule.target()) {
            case Rule.Target.OfLevel(Set<datong.schema.Level> levels) -> tagMask(rule, levels, 1 + dataset, index);
            case Rule.Target.OfClass(Set<datong.schema.PersonalData> classes) -> tagMask(rule, classes, 3 + dataset, index);
            case Rule.Target.OfItems(Set<ItemName> items) -> itemMask(rule, items, 5 + dataset, index);
            case Rule.Target.Granted(Set<ItemName> items) -> itemMask(rule, items, 7, index);
        };
    }

    private RangerPolicy itemMask(Rule.Mask rule, Set<ItemName> items, int order, int index) {
        RangerPolicy policy = policy(rule.head(), index, RangerPolicy.POLICY_TYPE_DATAMASK, order * STEP - index);
        policy.setResources(resources(rule.head(), items));
        policy.setDataMaskPolicyItems(List.of(maskItem(rule, "", conditions(rule.head()))));
        return policy;
    }

    /** By tag. A tag policy knows no resource, so element and dataset are conditions of it. */
    private RangerPolicy tagMask(Rule.Mask rule, Set<? extends Enum<?>> tags, int order, int index) {
        RangerPolicy policy = policy(rule.head(), index, RangerPolicy.POLICY_TYPE_DATAMASK, order * STEP - index);
        policy.setService(TAG_SERVICE);
        policy.setServiceType("tag");
        policy.setResources(new HashMap<>(Map.of("tag", values(tags.stream().map(Enum::name).toList()))));
        List<RangerPolicyItemCondition> conditions = conditions(rule.head());
        conditions.add(condition("element", rule.head().elements().stream().map(Element::code).toList()));
        addDatasets(conditions, rule.head());
        policy.setDataMaskPolicyItems(List.of(maskItem(rule, SERVICE + ":", conditions)));
        return policy;
    }

    private static void addDatasets(List<RangerPolicyItemCondition> conditions, Rule.Head head) {
        if (head.dataset().isPresent()) {
            conditions.add(condition("dataset", List.of(head.dataset().get().value())));
            return;
        }
        switch (head.zone()) {
            case Rule.Zone.Inside(Set<DatasetCode> datasets) -> conditions.add(condition("dataset", words(datasets)));
            case Rule.Zone.Outside(Set<DatasetCode> zoned) -> addUnlessEmpty(conditions, "not-dataset", Set.copyOf(words(zoned)));
        }
    }

    private static List<String> words(Set<DatasetCode> datasets) {
        return datasets.stream().map(DatasetCode::value).sorted().toList();
    }

    private static RangerDataMaskPolicyItem maskItem(Rule.Mask rule, String prefix, List<RangerPolicyItemCondition> conditions) {
        RangerDataMaskPolicyItem item = who(new RangerDataMaskPolicyItem(), rule.head(), prefix, conditions);
        String type = rule.treatment().contains(":") ? rule.treatment().substring(0, rule.treatment().indexOf(':')) : rule.treatment();
        item.setDataMaskInfo(new RangerPolicyItemDataMaskInfo(prefix + type, null, rule.treatment()));
        return item;
    }

    /** What is not Ranger's business, as limits are: its place in the numbering is kept by a policy that is switched off. */
    private RangerPolicy nothing(Rule rule, int index) {
        RangerPolicy policy = policy(rule.head(), index, RangerPolicy.POLICY_TYPE_ACCESS, 0);
        policy.setIsEnabled(false);
        policy.setResources(resources(rule.head(), Set.of()));
        return policy;
    }

    private static RangerPolicy policy(Rule.Head head, int index, int type, int priority) {
        RangerPolicy policy = new RangerPolicy();
        policy.setId(index + 1L);
        policy.setGuid("rule-" + index);
        policy.setName(head.name());
        policy.setService(SERVICE);
        policy.setServiceType(SERVICE);
        policy.setPolicyType(type);
        policy.setPolicyPriority(priority);
        policy.setIsEnabled(true);
        policy.setIsAuditEnabled(false);
        policy.setVersion(1L);
        if (head.from().isPresent() || head.to().isPresent()) {
            policy.setValiditySchedules(List.of(new RangerValiditySchedule(
                    head.from().map(RangerModel::schedule).orElse(null), head.to().map(to -> schedule(to.minusSeconds(1))).orElse(null), "UTC", null)));
        }
        return policy;
    }

    private static String schedule(Instant at) {
        return SCHEDULE.format(at);
    }

    private static Map<String, RangerPolicyResource> resources(Rule.Head head, Set<ItemName> items) {
        Map<String, RangerPolicyResource> resources = new LinkedHashMap<>();
        resources.put("element", values(head.elements().stream().map(Element::code).toList()));
        resources.put("dataset", datasets(head));
        resources.put("item", values(items.isEmpty() ? List.of("*") : items.stream().map(ItemName::value).toList()));
        return resources;
    }

    private static RangerPolicyResource datasets(Rule.Head head) {
        if (head.dataset().isPresent()) {
            return values(List.of(head.dataset().get().value()));
        }
        return switch (head.zone()) {
            case Rule.Zone.Inside(Set<DatasetCode> datasets) -> values(words(datasets));
            case Rule.Zone.Outside(Set<DatasetCode> zoned) -> zoned.isEmpty() ? values(List.of("*")) : new RangerPolicyResource(words(zoned), true, false);
        };
    }

    static RangerPolicyResource values(Collection<String> values) {
        return new RangerPolicyResource(List.copyOf(values), false, false);
    }

    private static <I extends RangerPolicyItem> I who(I item, Rule.Head head, String prefix, List<RangerPolicyItemCondition> conditions) {
        item.setAccesses(accesses(head.accesses(), prefix));
        item.setGroups(List.copyOf(head.groups()));
        item.setUsers(List.copyOf(head.users()));
        item.setConditions(conditions);
        return item;
    }

    private static List<RangerPolicyItemAccess> accesses(Set<Access> accesses, String prefix) {
        return accesses.stream().map(access -> new RangerPolicyItemAccess(prefix + access.word(), true)).toList();
    }

    private static List<RangerPolicyItemCondition> conditions(Rule.Head head) {
        return conditions(head.purposes(), head.scenes(), head.cases(), head.caseRequired());
    }

    private static List<RangerPolicyItemCondition> conditions(Set<String> purposes, Set<String> scenes, Set<String> cases, boolean caseRequired) {
        List<RangerPolicyItemCondition> conditions = new ArrayList<>();
        addUnlessEmpty(conditions, "purpose", purposes);
        addUnlessEmpty(conditions, "scene", scenes);
        addUnlessEmpty(conditions, "case", cases);
        if (caseRequired) {
            conditions.add(condition("case-required", List.of("true")));
        }
        return conditions;
    }

    private static void addUnlessEmpty(List<RangerPolicyItemCondition> conditions, String type, Set<String> values) {
        if (!values.isEmpty()) {
            conditions.add(condition(type, values));
        }
    }

    private static RangerPolicyItemCondition condition(String type, Collection<String> values) {
        return new RangerPolicyItemCondition(type, List.copyOf(values));
    }

    /** Items of the element and of the envelope; the element's own come first where a name stands in both. */
    List<ItemDefinition> items(Element element) {
        Map<ItemName, ItemDefinition> items = new LinkedHashMap<>();
        set.schema().element(element).items().forEach(item -> items.put(item.name(), item));
        set.schema().envelope().forEach(item -> items.putIfAbsent(item.name(), item));
        return List.copyOf(items.values());
    }

    ServiceTags tags() {
        return RangerTags.of(this);
    }

    Optional<Rule> rule(long policyId) {
        return policyId < 1 || policyId > set.rules().size() ? Optional.empty() : Optional.of(set.rules().get((int) policyId - 1));
    }
}
