package datong.policy.ranger;

import datong.policy.Decision.Check;
import datong.policy.PolicyProblem;
import datong.policy.Vocabulary;
import datong.policy.yaml.Access;
import datong.policy.yaml.PolicySet;
import datong.policy.yaml.Rule;
import datong.policy.yaml.RuleLint;
import datong.schema.DatasetCode;
import datong.schema.Element;
import datong.schema.ItemDefinition;
import datong.schema.ItemName;
import datong.schema.Level;
import datong.schema.PersonalData;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.ranger.plugin.model.RangerPolicy;
import org.apache.ranger.plugin.model.RangerPolicy.RangerDataMaskPolicyItem;
import org.apache.ranger.plugin.model.RangerPolicy.RangerPolicyItem;
import org.apache.ranger.plugin.model.RangerPolicy.RangerPolicyItemCondition;
import org.apache.ranger.plugin.model.RangerPolicy.RangerPolicyResource;
import org.apache.ranger.plugin.model.RangerPolicy.RangerRowFilterPolicyItem;

/** Turns the policies of a Ranger Admin into rules of the hub. What they say and rules cannot is a problem, never left out. */
final class AdminRules {
    static final String TAG_PREFIX = RangerModel.SERVICE + ":";
    private final PolicySet set;
    private final Set<DatasetCode> datasets;
    private final String place;
    private final AdminRoles roles;
    private final List<Rule> rules = new ArrayList<>();
    private final List<PolicyProblem> problems = new ArrayList<>();

    /** @param datasets those of the mappings in force; empty: not checked */
    AdminRules(PolicySet set, Set<DatasetCode> datasets, String service, AdminRoles roles) {
        this.set = set;
        this.datasets = datasets;
        this.place = "ranger-admin/" + service;
        this.roles = roles;
    }

    List<Rule> rules() {
        return rules;
    }

    List<PolicyProblem> problems() {
        return problems;
    }

    void resourcePolicy(RangerPolicy policy) {
        attempt(policy, () -> {
            demandPlain(policy);
            Map<String, RangerPolicyResource> resources = policy.getResources();
            Set<Element> elements = all(resources.get("element")) ? Set.of(Element.values())
                    : known(resources.get("element"), "element", code -> Element.of(code));
            Set<ItemName> items = all(resources.get("item")) || policy.getPolicyType() == RangerPolicy.POLICY_TYPE_ROWFILTER ? Set.of() : items(resources.get("item"), elements);
            Reach reach = new Reach(elements, zone(resources.get("dataset"), policy));
            switch (policy.getPolicyType()) {
                case RangerPolicy.POLICY_TYPE_ACCESS -> access(policy, reach, List.of(new Part(Optional.empty(), items)), "");
                case RangerPolicy.POLICY_TYPE_DATAMASK -> masks(policy, reach, new Rule.Target.OfItems(items.isEmpty() ? names(elements) : items), "");
                case RangerPolicy.POLICY_TYPE_ROWFILTER -> filters(policy, reach);
                default -> throw new Unsayable("is of a kind that the hub does not know: " + policy.getPolicyType());
            }
        });
    }

    /** By tag: a level or a personal-data class of the schema. Accesses of other services are none of the hub's business. */
    void tagPolicy(RangerPolicy policy) {
        attempt(policy, () -> {
            demandPlain(policy);
            RangerPolicyResource tags = policy.getResources().get("tag");
            Set<Level> levels = meant(tags, Level.values());
            Set<PersonalData> classes = meant(tags, PersonalData.values());
            if (levels.size() + classes.size() != tags.getValues().size() || !levels.isEmpty() && !classes.isEmpty()) {
                throw new Unsayable("names tags that are neither all levels (L1 to L4) nor all personal-data classes: " + tags.getValues());
            }
            Reach reach = new Reach(Set.of(Element.values()), new Rule.Zone.Outside(Set.of()));
            if (policy.getPolicyType() == RangerPolicy.POLICY_TYPE_DATAMASK) {
                masks(policy, reach, levels.isEmpty() ? new Rule.Target.OfClass(classes) : new Rule.Target.OfLevel(levels), TAG_PREFIX);
            } else if (policy.getPolicyType() == RangerPolicy.POLICY_TYPE_ACCESS) {
                access(policy, reach, parts(item -> levels.contains(item.level()) || classes.contains(item.personalData())), TAG_PREFIX);
            } else {
                throw new Unsayable("filters rows by tag");
            }
        });
    }

    /** @param element empty: all that the policy is for; @param items empty: every item */
    private record Part(Optional<Element> element, Set<ItemName> items) {}

    private record Reach(Set<Element> elements, Rule.Zone zone) {}

    private List<Part> parts(java.util.function.Predicate<ItemDefinition> meant) {
        return Stream.of(Element.values()).map(element -> new Part(Optional.of(element),
                        definitions(element).filter(meant).map(ItemDefinition::name).collect(Collectors.toUnmodifiableSet())))
                .filter(part -> !part.items().isEmpty()).toList();
    }

    private Stream<ItemDefinition> definitions(Element element) {
        return Stream.concat(set.schema().element(element).items().stream(), set.schema().envelope().stream());
    }

    private Set<ItemName> names(Set<Element> elements) {
        return elements.stream().flatMap(this::definitions).map(ItemDefinition::name).collect(Collectors.toUnmodifiableSet());
    }

    private void attempt(RangerPolicy policy, Runnable reading) {
        try {
            reading.run();
        } catch (Unsayable unsayable) {
            problem(policy, unsayable.getMessage());
        }
    }

    private void problem(RangerPolicy policy, String message) {
        problems.add(new PolicyProblem(place, policy.getId() == null ? 1 : policy.getId().intValue(), "policy '" + policy.getName() + "' " + message));
    }

    /** Stops reading one policy. */
    private static final class Unsayable extends RuntimeException {
        Unsayable(String message) {
            super(message, null, false, false);
        }
    }

    private static void demandPlain(RangerPolicy policy) {
        demand(policy.getPolicyPriority() == null || policy.getPolicyPriority() == 0, "overrides others by its priority");
        demand(!Boolean.TRUE.equals(policy.getIsDenyAllElse()), "denies all else, which is so in the hub anyway; switch it off");
        demand(policy.getAdditionalResources() == null || policy.getAdditionalResources().isEmpty(), "names several resources; write one policy for each");
        demand(policy.getConditions() == null || policy.getConditions().isEmpty(), "has a condition of its own; put it into its items");
        demand(policy.getZoneName() == null || policy.getZoneName().isBlank(), "is of a security zone; zones stand in zones.yaml");
        policy.getResources().values().forEach(resource -> demand(!Boolean.TRUE.equals(resource.getIsExcludes()) && !Boolean.TRUE.equals(resource.getIsRecursive()),
                "excludes or recurses; name what it is for"));
    }

    private static void demand(boolean holds, String otherwise) {
        if (!holds) {
            throw new Unsayable(otherwise);
        }
    }

    private static boolean all(RangerPolicyResource resource) {
        return resource != null && resource.getValues().equals(List.of("*"));
    }

    private static <T> Set<T> known(RangerPolicyResource resource, String noun, Function<String, Optional<T>> find) {
        demand(resource != null && !resource.getValues().isEmpty(), "names no " + noun);
        return resource.getValues().stream().map(word -> find.apply(word).orElseThrow(() -> new Unsayable("names " + noun + " '" + word + "', which there is not")))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private Set<ItemName> items(RangerPolicyResource resource, Set<Element> elements) {
        Set<ItemName> names = names(elements);
        return known(resource, "item", word -> names.stream().filter(name -> name.value().equals(word)).findFirst());
    }

    private static <E extends Enum<E>> Set<E> meant(RangerPolicyResource tags, E[] values) {
        demand(tags != null, "names no tag");
        return Stream.of(values).filter(value -> tags.getValues().contains(value.name())).collect(Collectors.toUnmodifiableSet());
    }

    private Rule.Zone zone(RangerPolicyResource resource, RangerPolicy policy) {
        if (all(resource)) {
            return new Rule.Zone.Outside(set.zoned());
        }
        Set<DatasetCode> named = known(resource, "dataset", word -> {
            try {
                return Optional.of(new DatasetCode(word)).filter(code -> datasets.isEmpty() || datasets.contains(code));
            } catch (IllegalArgumentException wrong) {
                return Optional.empty();
            }
        });
        boolean opens = !policy.getPolicyItems().isEmpty() || policy.getPolicyType() != RangerPolicy.POLICY_TYPE_ACCESS;
        named.stream().filter(code -> opens && set.zoned().contains(code)).findFirst().ifPresent(code -> {
            throw new Unsayable("opens '" + code + "', which is of a zone; only the files of the zone open it");
        });
        return new Rule.Zone.Inside(named);
    }

    private void access(RangerPolicy policy, Reach reach, List<Part> parts, String prefix) {
        List<Rule.Except> allowExcept = exceptions(policy, policy.getAllowExceptions(), policy.getPolicyItems(), true);
        List<Rule.Except> denyExcept = exceptions(policy, policy.getDenyExceptions(), policy.getDenyPolicyItems(), false);
        items(policy, "allow", policy.getPolicyItems(), reach, prefix, (item, head) ->
                parts.forEach(part -> add(policy, new Rule.Allow(part.element().map(head::only).orElse(head), part.items(), allowExcept))));
        items(policy, "deny", policy.getDenyPolicyItems(), new Reach(reach.elements(), everywhere(reach.zone())), prefix, (item, head) -> {
            demand(head.purposes().isEmpty() && head.scenes().isEmpty() && !head.caseRequired(), "denies only if something is stated, so whoever leaves it out is not denied");
            parts.forEach(part -> add(policy, new Rule.Deny(part.element().map(head::only).orElse(head), part.items(), Check.GRANT,
                    "a policy of the Ranger Admin refuses it", denyExcept)));
        });
    }

    private static Rule.Zone everywhere(Rule.Zone zone) {
        return zone instanceof Rule.Zone.Outside ? Rule.Zone.EVERYWHERE : zone;
    }

    private void masks(RangerPolicy policy, Reach reach, Rule.Target target, String prefix) {
        Reach opening = prefix.isEmpty() ? reach : new Reach(reach.elements(), new Rule.Zone.Outside(set.zoned()));
        items(policy, "mask", policy.getDataMaskPolicyItems(), opening, prefix, (item, head) -> add(policy, new Rule.Mask(head, target, treatment((RangerDataMaskPolicyItem) item, prefix))));
    }

    private static String treatment(RangerDataMaskPolicyItem item, String prefix) {
        String type = item.getDataMaskInfo().getDataMaskType();
        String value = Objects.toString(item.getDataMaskInfo().getValueExpr(), "");
        String word = type.startsWith(prefix) ? type.substring(prefix.length()) : type;
        String full = value.isBlank() || value.equals(word) ? word : value.startsWith(word + ":") ? value : word + ":" + value;
        demand(word.equals(Rule.BY_ITEM) && full.equals(word) || datong.policy.TreatmentWords.parse(full).isPresent(), "has a mask that the hub does not know: " + full);
        return full;
    }

    private void filters(RangerPolicy policy, Reach reach) {
        items(policy, "filter", policy.getRowFilterPolicyItems(), reach, "", (item, head) -> {
            String expression = ((RangerRowFilterPolicyItem) item).getRowFilterInfo() == null ? "" : Objects.toString(((RangerRowFilterPolicyItem) item).getRowFilterInfo().getFilterExpr(), "");
            Set<datong.policy.yaml.Within> within = Stream.of(expression.strip().split("[ ,]+")).map(word -> Stream.of(datong.policy.yaml.Within.values())
                    .filter(value -> value.word().equals(word)).findFirst().orElseThrow(() -> new Unsayable("has a row filter that the hub does not know: '" + word + "'")))
                    .collect(Collectors.toUnmodifiableSet());
            Optional<Level> level = values(item, "level").stream().findFirst().map(Level::valueOf);
            add(policy, new Rule.Filter(head, level, within));
        });
    }

    private void add(RangerPolicy policy, Rule rule) {
        RuleLint.problem(rule, set.schema()).ifPresentOrElse(problem -> problem(policy, problem), () -> rules.add(rule));
    }

    private interface Reading {
        void read(RangerPolicyItem item, Rule.Head head);
    }

    private void items(RangerPolicy policy, String kind, List<? extends RangerPolicyItem> items, Reach reach, String prefix, Reading reading) {
        int number = 0;
        for (RangerPolicyItem item : items == null ? List.<RangerPolicyItem>of() : items) {
            number++;
            Set<Access> accesses = accesses(item, prefix);
            if (!accesses.isEmpty()) {
                reading.read(item, head(policy, item, "ranger " + policy.getId() + " " + kind + " " + number, accesses, reach));
            }
        }
    }

    private static Set<Access> accesses(RangerPolicyItem item, String prefix) {
        Set<Access> accesses = new HashSet<>();
        item.getAccesses().stream().filter(access -> access.getType().startsWith(prefix)).forEach(access -> {
            demand(Boolean.TRUE.equals(access.getIsAllowed()), "switches an access off inside an item; take it out");
            accesses.add(Stream.of(Access.values()).filter(value -> (prefix + value.word()).equals(access.getType())).findFirst()
                    .orElseThrow(() -> new Unsayable("names access '" + access.getType() + "', which there is not")));
        });
        demand(!prefix.isEmpty() || !accesses.isEmpty(), "has an item without access");
        return accesses;
    }

    private Rule.Head head(RangerPolicy policy, RangerPolicyItem item, String name, Set<Access> accesses, Reach reach) {
        AdminRoles.Members members = members(item);
        AdminValidity validity = AdminValidity.of(policy.getValiditySchedules()).orElseThrow(() -> new Unsayable("is valid in a way that the hub does not know: one window with a time zone is expected"));
        return new Rule.Head(name, place, policy.getId().intValue(), reach.elements(), Optional.empty(), members.groups(), members.users(), accesses,
                purposes(item), coded(item, "scene", set.vocabulary().scenes()), values(item, "case"), !values(item, "case-required").isEmpty(),
                validity.from(), validity.to(), reach.zone(), Set.of());
    }

    private AdminRoles.Members members(RangerPolicyItem item) {
        AdminRoles.Members members = roles.members(list(item.getUsers()), list(item.getGroups()), list(item.getRoles()));
        demand(members.unknownRoles().isEmpty(), "names roles that there are not: " + members.unknownRoles());
        Set<String> groups = set.vocabulary().groups().stream().map(Vocabulary.Term::code).collect(Collectors.toSet());
        members.groups().stream().filter(group -> !groups.contains(group)).findFirst().ifPresent(group -> {
            throw new Unsayable("names group '" + group + "', which is not in groups.yaml");
        });
        members.users().stream().filter(user -> !set.subjects().containsKey(user)).findFirst().ifPresent(user -> {
            throw new Unsayable("names user '" + user + "', who is not in subjects.yaml");
        });
        demand(!members.groups().isEmpty() || !members.users().isEmpty(), "has an item for nobody");
        return members;
    }

    private List<Rule.Except> exceptions(RangerPolicy policy, List<RangerPolicyItem> exceptions, List<RangerPolicyItem> of, boolean peopleOnly) {
        Set<String> whole = of == null ? Set.of() : of.stream().flatMap(item -> item.getAccesses().stream()).map(RangerPolicy.RangerPolicyItemAccess::getType).collect(Collectors.toSet());
        List<Rule.Except> read = new ArrayList<>();
        for (RangerPolicyItem item : exceptions == null ? List.<RangerPolicyItem>of() : exceptions) {
            Set<String> accesses = item.getAccesses().stream().map(RangerPolicy.RangerPolicyItemAccess::getType).collect(Collectors.toSet());
            demand(accesses.containsAll(whole), "has an exception for some of its accesses only; write a policy of its own for them");
            demand(!peopleOnly || item.getConditions().isEmpty(), "leaves people out only if something is stated, so it would open to whoever leaves it out");
            AdminRoles.Members members = members(item);
            read.add(new Rule.Except(members.groups(), members.users(), purposes(item), coded(item, "scene", set.vocabulary().scenes()), values(item, "case"),
                    !values(item, "case-required").isEmpty()));
        }
        return List.copyOf(read);
    }

    /** The purposes named and all below them. */
    private Set<String> purposes(RangerPolicyItem item) {
        Set<String> named = coded(item, "purpose", set.vocabulary().purposes());
        return set.vocabulary().purposes().stream().map(Vocabulary.Term::code)
                .filter(code -> named.stream().anyMatch(word -> code.equals(word) || code.startsWith(word + "."))).collect(Collectors.toUnmodifiableSet());
    }

    private static Set<String> coded(RangerPolicyItem item, String type, List<Vocabulary.Term> terms) {
        Set<String> values = values(item, type);
        Set<String> codes = terms.stream().map(Vocabulary.Term::code).collect(Collectors.toSet());
        values.stream().filter(value -> !codes.contains(value)).findFirst().ifPresent(value -> {
            throw new Unsayable("names " + type + " '" + value + "', which there is not");
        });
        return values;
    }

    private static Set<String> values(RangerPolicyItem item, String type) {
        return item.getConditions().stream().filter(condition -> condition.getType().equals(type)).map(RangerPolicyItemCondition::getValues)
                .flatMap(Collection::stream).collect(Collectors.toUnmodifiableSet());
    }

    private static List<String> list(List<String> names) {
        return names == null ? List.of() : names;
    }
}
