package datong.policy.ranger;

import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.ranger.plugin.conditionevaluator.RangerConditionEvaluator;
import org.apache.ranger.plugin.model.RangerPolicy;
import org.apache.ranger.plugin.model.RangerPolicy.RangerDataMaskPolicyItem;
import org.apache.ranger.plugin.model.RangerPolicy.RangerPolicyItem;
import org.apache.ranger.plugin.model.RangerPolicy.RangerPolicyItemCondition;
import org.apache.ranger.plugin.model.RangerPolicy.RangerRowFilterPolicyItem;
import org.apache.ranger.plugin.model.RangerServiceDef;
import org.apache.ranger.plugin.model.RangerServiceDef.RangerPolicyConditionDef;
import org.apache.ranger.plugin.model.RangerValiditySchedule;
import org.apache.ranger.plugin.util.ServicePolicies;

/** Finds in Ranger's policies whatever its engine would ignore, run as a script or take for "no restriction". It knows no service by name. */
final class RangerLint {
    private static final DateTimeFormatter SCHEDULE = DateTimeFormatter.ofPattern("uuuu/MM/dd HH:mm:ss").withResolverStyle(ResolverStyle.STRICT);
    private final RangerServiceDef definition;
    private final Set<String> accesses;
    private final Set<String> resources;
    private final Set<String> masks;
    private final Map<String, RangerPolicyConditionDef> conditions = new HashMap<>();

    private RangerLint(RangerServiceDef definition) {
        this.definition = definition;
        this.accesses = Stream.concat(definition.getAccessTypes().stream(), marker(definition)).map(RangerServiceDef.RangerAccessTypeDef::getName)
                .collect(Collectors.toUnmodifiableSet());
        this.resources = definition.getResources().stream().map(RangerServiceDef.RangerResourceDef::getName).collect(Collectors.toUnmodifiableSet());
        this.masks = definition.getDataMaskDef() == null ? Set.of()
                : definition.getDataMaskDef().getMaskTypes().stream().map(RangerServiceDef.RangerDataMaskTypeDef::getName).collect(Collectors.toUnmodifiableSet());
        definition.getPolicyConditions().forEach(condition -> conditions.put(condition.getName(), condition));
    }

    private static Stream<RangerServiceDef.RangerAccessTypeDef> marker(RangerServiceDef definition) {
        return definition.getMarkerAccessTypes() == null ? Stream.of() : definition.getMarkerAccessTypes().stream();
    }

    /** @param policy by name; empty: the definition itself */
    record Problem(String policy, String message) {
        @Override
        public String toString() {
            return policy.isEmpty() ? message : "'" + policy + "' " + message;
        }
    }

    /** Every problem of the policies, of the tag policies and of those of the zones. */
    static List<Problem> problems(ServicePolicies policies) {
        List<Problem> problems = new ArrayList<>(problems(policies.getServiceDef(), policies.getPolicies()));
        if (policies.getSecurityZones() != null) {
            policies.getSecurityZones().values().forEach(zone -> problems.addAll(problems(policies.getServiceDef(), zone.getPolicies())));
        }
        if (policies.getTagPolicies() != null) {
            problems.addAll(problems(policies.getTagPolicies().getServiceDef(), policies.getTagPolicies().getPolicies()));
        }
        return problems;
    }

    private static List<Problem> problems(RangerServiceDef definition, Collection<RangerPolicy> policies) {
        if (definition == null) {
            return List.of(new Problem("", "there is no service definition"));
        }
        RangerLint lint = new RangerLint(definition);
        return policies == null ? List.of() : policies.stream().flatMap(policy -> lint.messages(policy).stream().map(message -> new Problem(policy.getName(), message))).toList();
    }

    /** Every condition that a definition declares must be one of ours, used or not. */
    static List<Problem> foreign(RangerServiceDef definition) {
        List<Problem> problems = new ArrayList<>();
        if (!"true".equals(definition.getOptions().get("enableDenyAndExceptionsInPolicies"))) {
            problems.add(new Problem("", "service definition '" + definition.getName() + "' would ignore every deny"));
        }
        definition.getPolicyConditions().forEach(condition -> evaluator(condition).forEach(message -> problems.add(new Problem("", message))));
        return problems;
    }

    private static List<String> evaluator(RangerPolicyConditionDef condition) {
        if (!Objects.toString(condition.getEvaluator(), "").startsWith(RangerLint.class.getPackageName() + ".")) {
            return List.of("condition '" + condition.getName() + "' is not one of ours: " + condition.getEvaluator());
        }
        try {
            Class.forName(condition.getEvaluator()).asSubclass(RangerConditionEvaluator.class).getConstructor();
            return List.of();
        } catch (ReflectiveOperationException | ClassCastException missing) {
            return List.of("condition '" + condition.getName() + "' has no evaluator " + condition.getEvaluator());
        }
    }

    private List<String> messages(RangerPolicy policy) {
        List<String> messages = new ArrayList<>();
        resources(policy, messages);
        if (policy.getConditions() != null) {
            policy.getConditions().forEach(condition -> condition(condition, messages));
        }
        items(policy).forEach(item -> item(item, messages));
        if (denies(policy) && "false".equals(definition.getOptions().get("enableDenyAndExceptionsInPolicies"))) {
            messages.add("denies, which its service definition would ignore");
        }
        if (policy.getValiditySchedules() != null) {
            policy.getValiditySchedules().forEach(schedule -> schedule(schedule, messages));
        }
        return messages;
    }

    private void resources(RangerPolicy policy, List<String> messages) {
        Stream<Map<String, RangerPolicy.RangerPolicyResource>> all = Stream.concat(Stream.of(policy.getResources()),
                policy.getAdditionalResources() == null ? Stream.of() : policy.getAdditionalResources().stream());
        all.filter(Objects::nonNull).flatMap(resource -> resource.entrySet().stream()).forEach(entry -> {
            if (!resources.contains(entry.getKey())) {
                messages.add("names a resource that Ranger would ignore: " + entry.getKey());
            }
            if (entry.getValue().getValues().stream().anyMatch(RangerLint::scripted)) {
                messages.add("names a resource with an expression in it");
            }
        });
    }

    private static Stream<RangerPolicyItem> items(RangerPolicy policy) {
        return Stream.of(policy.getPolicyItems(), policy.getDenyPolicyItems(), policy.getAllowExceptions(), policy.getDenyExceptions(),
                policy.getDataMaskPolicyItems(), policy.getRowFilterPolicyItems()).filter(Objects::nonNull).flatMap(Collection::stream);
    }

    private static boolean denies(RangerPolicy policy) {
        return Stream.of(policy.getDenyPolicyItems(), policy.getDenyExceptions(), policy.getAllowExceptions())
                .anyMatch(items -> items != null && !items.isEmpty());
    }

    private void item(RangerPolicyItem item, List<String> messages) {
        item.getAccesses().stream().filter(access -> !accesses.contains(access.getType()))
                .forEach(access -> messages.add("has an access that Ranger would ignore: " + access.getType()));
        item.getConditions().forEach(condition -> condition(condition, messages));
        if (item instanceof RangerDataMaskPolicyItem mask) {
            mask(mask, messages);
        }
        if (item instanceof RangerRowFilterPolicyItem filter && filter.getRowFilterInfo() != null && scripted(filter.getRowFilterInfo().getFilterExpr())) {
            messages.add("has a row filter with an expression in it");
        }
    }

    private void mask(RangerDataMaskPolicyItem mask, List<String> messages) {
        if (mask.getDataMaskInfo() == null || !masks.contains(mask.getDataMaskInfo().getDataMaskType())) {
            messages.add("has a mask that its service definition does not know");
        } else if (scripted(mask.getDataMaskInfo().getValueExpr()) || scripted(mask.getDataMaskInfo().getConditionExpr())) {
            messages.add("has a mask with an expression in it");
        }
    }

    private void condition(RangerPolicyItemCondition condition, List<String> messages) {
        RangerPolicyConditionDef known = conditions.get(condition.getType());
        if (known == null) {
            messages.add("has a condition that Ranger would ignore: " + condition.getType());
            return;
        }
        messages.addAll(evaluator(known));
        if (condition.getValues() == null || condition.getValues().isEmpty() || condition.getValues().stream().anyMatch(value -> value == null || value.isBlank())) {
            messages.add("has a condition without values: " + condition.getType());
        }
    }

    private static boolean scripted(String text) {
        return text != null && text.contains("${");
    }

    /** Ranger takes what it cannot read for "always"; what recurs follows the machine's time zone, not the schedule's. */
    private static void schedule(RangerValiditySchedule schedule, List<String> messages) {
        if (schedule.getRecurrences() != null && !schedule.getRecurrences().isEmpty()) {
            messages.add("recurs");
        }
        if (!Objects.toString(schedule.getTimeZone(), "").isBlank() && !ZoneId.getAvailableZoneIds().contains(schedule.getTimeZone())) {
            messages.add("is valid in a time zone that does not exist: " + schedule.getTimeZone());
        }
        String start = Objects.toString(schedule.getStartTime(), "");
        String end = Objects.toString(schedule.getEndTime(), "");
        if (start.isBlank() && end.isBlank()) {
            messages.add("is valid neither from nor to");
        }
        for (String time : List.of(start, end)) {
            if (!time.isBlank() && !readable(time)) {
                messages.add("is valid from or to what is no time: " + time);
                return;
            }
        }
        if (!start.isBlank() && !end.isBlank() && !LocalDateTime.parse(start, SCHEDULE).isBefore(LocalDateTime.parse(end, SCHEDULE))) {
            messages.add("is valid to before it is valid from");
        }
    }

    private static boolean readable(String time) {
        try {
            LocalDateTime.parse(time, SCHEDULE);
            return true;
        } catch (DateTimeParseException wrong) {
            return false;
        }
    }
}
