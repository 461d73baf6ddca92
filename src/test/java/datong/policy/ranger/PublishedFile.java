package datong.policy.ranger;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonDeserializer;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.reflect.TypeToken;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.ranger.authorization.hadoop.config.RangerPluginConfig;
import org.apache.ranger.plugin.contextenricher.RangerTagForEval;
import org.apache.ranger.plugin.model.RangerPolicy;
import org.apache.ranger.plugin.model.RangerPolicyDelta;
import org.apache.ranger.plugin.model.RangerRole;
import org.apache.ranger.plugin.model.RangerServiceDef;
import org.apache.ranger.plugin.policyengine.RangerAccessRequest;
import org.apache.ranger.plugin.policyengine.RangerAccessRequestImpl;
import org.apache.ranger.plugin.policyengine.RangerAccessResource;
import org.apache.ranger.plugin.policyengine.RangerAccessResourceImpl;
import org.apache.ranger.plugin.policyengine.RangerAccessResult;
import org.apache.ranger.plugin.policyengine.RangerPluginContext;
import org.apache.ranger.plugin.policyengine.RangerPolicyEngine;
import org.apache.ranger.plugin.policyengine.RangerPolicyEngineImpl;
import org.apache.ranger.plugin.policyengine.RangerResourceAccessInfo;
import org.apache.ranger.plugin.service.RangerBasePlugin;
import org.apache.ranger.plugin.util.RangerAccessRequestUtil;
import org.apache.ranger.plugin.util.RangerRequestedResources;
import org.apache.ranger.plugin.util.RangerRoles;
import org.apache.ranger.plugin.util.RangerUserStore;
import org.apache.ranger.plugin.util.ServicePolicies;

/** One file of the published suite: policies, and questions with their answers. Policies that our linter refuses are left out. */
final class PublishedFile {
    private static final Gson GSON = new GsonBuilder().setDateFormat("yyyyMMdd-HH:mm:ss.SSSZ")
            .registerTypeAdapter(RangerAccessResource.class, (JsonDeserializer<RangerAccessResource>) (json, type, context) -> context.deserialize(json, RangerAccessResourceImpl.class))
            .registerTypeAdapter(RangerAccessRequest.class, (JsonDeserializer<RangerAccessRequest>) PublishedFile::request)
            .create();
    private final Text text;
    private final List<String> refused = new ArrayList<>();
    private final List<String> failures = new ArrayList<>();
    private int assertions;
    private int cases;

    private PublishedFile(Text text) {
        this.text = text;
    }

    static PublishedFile read(Path file) throws IOException {
        String tagFiles = file.getParent().getParent().toString();
        Text text = GSON.fromJson(Files.readString(file).replaceAll("(\"serviceTagsFileName\"\\s*:\\s*\")/", "$1" + tagFiles + "/"), Text.class);
        PublishedFile published = new PublishedFile(text);
        published.leaveOutWhatIsRefused();
        return published;
    }

    /** As the suite writes it. */
    private record Text(String serviceName, RangerServiceDef serviceDef, List<RangerPolicy> policies, Map<String, ServicePolicies.SecurityZoneInfo> securityZones,
            TagPolicies tagPolicyInfo, String auditMode, Map<String, String> serviceConfig, Map<String, Set<String>> userRoles,
            Map<String, Set<String>> groupRoles, Map<String, Set<String>> roleRoles, Set<String> superUsers, Set<String> superGroups,
            Set<String> auditExcludedUsers, Set<String> auditExcludedGroups, Set<String> auditExcludedRoles, List<Case> tests,
            Updated updatedPolicies, List<Case> updatedTests, Steps testsInfo) {}

    private record TagPolicies(String serviceName, RangerServiceDef serviceDef, Map<String, String> serviceConfig, List<RangerPolicy> tagPolicies) {}

    private record Updated(Long policyVersion, List<RangerPolicyDelta> policyDeltas, Map<String, ServicePolicies.SecurityZoneInfo> securityZones) {}

    private record Steps(List<Case> tests, Updated updatedPolicies, List<Case> updatedTests) {}

    private record Case(String name, RangerAccessRequest request, RangerAccessResult result, RangerAccessResult dataMaskResult,
            RangerAccessResult rowFilterResult, RangerResourceAccessInfo resourceAccessInfo, Map<String, Map<String, String>> userAttributes,
            Map<String, Map<String, String>> groupAttributes) {}

    /** @param failures number of the case and what differs */
    record Outcome(int cases, int assertions, List<String> failures) {}

    List<String> refused() {
        return refused;
    }

    private void leaveOutWhatIsRefused() {
        Set<String> names = new HashSet<>();
        for (RangerLint.Problem problem : RangerLint.problems(policies())) {
            names.add(problem.policy());
            refused.add(numberOf(problem.policy()) + ": " + reason(problem.message()));
        }
        Stream.of(text.policies, text.tagPolicyInfo == null ? new ArrayList<RangerPolicy>() : text.tagPolicyInfo.tagPolicies)
                .forEach(policies -> policies.removeIf(policy -> names.contains(policy.getName())));
    }

    private String numberOf(String policy) {
        return Stream.concat(text.policies.stream(), text.tagPolicyInfo == null ? Stream.of() : text.tagPolicyInfo.tagPolicies.stream())
                .filter(candidate -> policy.equals(candidate.getName())).findFirst().map(found -> "" + found.getId()).orElse("?");
    }

    /** The reason without the published names. */
    private static String reason(String message) {
        return message.contains("is not one of ours") ? "a condition of Ranger's own, " + message.substring(message.lastIndexOf('.') + 1)
                : message.contains(": ") ? message.substring(0, message.indexOf(": ")) : message;
    }

    private ServicePolicies policies() {
        ServicePolicies policies = new ServicePolicies();
        policies.setServiceName(text.serviceName);
        policies.setServiceDef(text.serviceDef);
        policies.setPolicies(text.policies);
        policies.setSecurityZones(text.securityZones);
        policies.setServiceConfig(text.serviceConfig);
        if (text.auditMode != null) {
            policies.setAuditMode(text.auditMode);
        }
        if (text.tagPolicyInfo != null) {
            ServicePolicies.TagPolicies tags = new ServicePolicies.TagPolicies();
            tags.setServiceName(text.tagPolicyInfo.serviceName);
            tags.setServiceDef(text.tagPolicyInfo.serviceDef);
            tags.setPolicies(text.tagPolicyInfo.tagPolicies);
            tags.setServiceConfig(text.tagPolicyInfo.serviceConfig);
            if (text.auditMode != null) {
                tags.setAuditMode(text.auditMode);
            }
            policies.setTagPolicies(tags);
        }
        return policies;
    }

    Outcome run() {
        ServicePolicies policies = policies();
        RangerPolicyEngineImpl engine = new RangerPolicyEngineImpl(policies, new RangerPluginContext(configuration()), roles());
        engine.setUseForwardedIPAddress(true);
        engine.setTrustedProxyAddresses(new String[] {"255.255.255.255", "128.101.101.101", "128.101.101.99"});
        ask(engine, text.tests, "");
        update(engine, policies, text.updatedPolicies, text.updatedTests);
        if (text.testsInfo != null) {
            ask(engine, text.testsInfo.tests, "");
            update(engine, policies, text.testsInfo.updatedPolicies, text.testsInfo.updatedTests);
        }
        return new Outcome(cases, assertions, failures);
    }

    private void update(RangerPolicyEngineImpl engine, ServicePolicies policies, Updated updated, List<Case> cases) {
        if (updated != null) {
            policies.setPolicyDeltas(updated.policyDeltas);
            policies.setSecurityZones(updated.securityZones);
            ask(RangerPolicyEngineImpl.getPolicyEngine(engine, policies), cases, "after the change ");
        }
    }

    private RangerPluginConfig configuration() {
        Properties properties = new Properties();
        properties.setProperty("xasecure.audit.is.enabled", "false");
        properties.setProperty("ranger.plugin.tag.attr.additional.date.formats", "abcd||xyz||yyyy/MM/dd'T'HH:mm:ss.SSS'Z'");
        named(properties, "super.users", text.superUsers);
        named(properties, "super.groups", text.superGroups);
        named(properties, "audit.exclude.users", text.auditExcludedUsers);
        named(properties, "audit.exclude.groups", text.auditExcludedGroups);
        named(properties, "audit.exclude.roles", text.auditExcludedRoles);
        RangerPluginConfig configuration = new RangerPluginConfig("hive", text.serviceName, "hive", properties);
        new RangerBasePlugin(configuration);
        return configuration;
    }

    private static void named(Properties properties, String key, Set<String> names) {
        properties.setProperty("ranger.plugin.hive." + key, names == null ? "" : String.join(",", names));
    }

    private RangerRoles roles() {
        Set<RangerRole> all = new HashSet<>();
        members(text.userRoles, (role, member) -> all.add(new RangerRole(role, role, null, List.of(member), null)));
        members(text.groupRoles, (role, member) -> all.add(new RangerRole(role, role, null, null, List.of(member))));
        members(text.roleRoles, (role, member) -> all.add(new RangerRole(role, role, null, null, null, List.of(member))));
        RangerRoles roles = new RangerRoles();
        roles.setServiceName(text.serviceName);
        roles.setRoleVersion(-1L);
        roles.setRangerRoles(all);
        return roles;
    }

    private static void members(Map<String, Set<String>> mapping, java.util.function.BiConsumer<String, RangerRole.RoleMember> sink) {
        if (mapping != null) {
            mapping.forEach((member, roles) -> roles.forEach(role -> sink.accept(role, new RangerRole.RoleMember(member, true))));
        }
    }

    private void ask(RangerPolicyEngine engine, List<Case> asked, String when) {
        for (int number = 0; asked != null && number < asked.size(); number++) {
            Case published = asked.get(number);
            cases++;
            String label = when + (number + 1);
            RangerAccessRequest request = prepared(published);
            int before = failures.size();
            if (published.result != null) {
                RangerAccessResult given = engine.evaluatePolicies(request, RangerPolicy.POLICY_TYPE_ACCESS, null);
                engine.evaluateAuditPolicies(given);
                same(label, "allowed", published.result.getIsAllowed(), given.getIsAllowed());
                same(label, "audited", published.result.getIsAudited(), given.getIsAudited());
            }
            if (published.dataMaskResult != null) {
                RangerAccessResult given = engine.evaluatePolicies(request, RangerPolicy.POLICY_TYPE_DATAMASK, null);
                same(label, "mask", published.dataMaskResult.getMaskType(), given.getMaskType());
                same(label, "mask condition", published.dataMaskResult.getMaskCondition(), given.getMaskCondition());
                same(label, "masked value", published.dataMaskResult.getMaskedValue(), given.getMaskedValue());
                same(label, "mask's policy", published.dataMaskResult.getPolicyId(), given.getPolicyId());
            }
            if (published.rowFilterResult != null) {
                RangerAccessResult given = engine.evaluatePolicies(request, RangerPolicy.POLICY_TYPE_ROWFILTER, null);
                same(label, "row filter", published.rowFilterResult.getFilterExpr(), given.getFilterExpr());
                same(label, "row filter's policy", published.rowFilterResult.getPolicyId(), given.getPolicyId());
            }
            if (published.resourceAccessInfo != null) {
                RangerResourceAccessInfo given = engine.getResourceAccessInfo(published.request);
                RangerResourceAccessInfo expected = new RangerResourceAccessInfo(published.resourceAccessInfo);
                same(label, "allowed users", expected.getAllowedUsers(), given.getAllowedUsers());
                same(label, "allowed groups", expected.getAllowedGroups(), given.getAllowedGroups());
                same(label, "denied users", expected.getDeniedUsers(), given.getDeniedUsers());
                same(label, "denied groups", expected.getDeniedGroups(), given.getDeniedGroups());
            }
            while (failures.size() > before + 1) {
                failures.removeLast();
            }
        }
    }

    private void same(String label, String what, Object expected, Object given) {
        if (Objects.equals(expected, given)) {
            assertions++;
            return;
        }
        failures.add(label + ": " + what + " published as " + expected);
    }

    /** Tags and resources that a question brings along are text in the file. */
    private RangerAccessRequest prepared(Case published) {
        RangerAccessRequestImpl request = (RangerAccessRequestImpl) published.request;
        Map<String, Object> context = request.getContext();
        if (context.remove(RangerAccessRequestUtil.KEY_CONTEXT_TAGS) instanceof String tags && !tags.isEmpty()) {
            context.put(RangerAccessRequestUtil.KEY_CONTEXT_TAGS, GSON.fromJson(tags, new TypeToken<Set<RangerTagForEval>>() { }.getType()));
            ((RangerAccessResourceImpl) request.getResource()).setServiceDef(text.serviceDef);
        }
        if (context.remove(RangerAccessRequestUtil.KEY_CONTEXT_REQUESTED_RESOURCES) instanceof String resources && !resources.isEmpty()) {
            context.put(RangerAccessRequestUtil.KEY_CONTEXT_REQUESTED_RESOURCES, GSON.fromJson(resources, RangerRequestedResources.class));
        }
        if (published.userAttributes != null || published.groupAttributes != null) {
            RangerUserStore users = new RangerUserStore();
            users.setUserAttrMapping(published.userAttributes);
            users.setGroupAttrMapping(published.groupAttributes);
            RangerAccessRequestUtil.setRequestUserStoreInContext(context, users);
        }
        return request;
    }

    private static RangerAccessRequest request(JsonElement json, java.lang.reflect.Type type, com.google.gson.JsonDeserializationContext context) {
        RangerAccessRequestImpl request = context.deserialize(json, RangerAccessRequestImpl.class);
        JsonObject object = json.getAsJsonObject();
        request.setAccessType(request.getAccessType());
        Map<String, Object> stated = object.has("context") ? context.deserialize(object.get("context"), new TypeToken<HashMap<String, Object>>() { }.getType()) : new HashMap<>();
        List.of(RangerAccessRequestUtil.KEY_CONTEXT_ALL_ACCESSTYPES, RangerAccessRequestUtil.KEY_CONTEXT_ALL_ACCESSTYPE_GROUPS)
                .forEach(key -> stated.computeIfPresent(key, (same, list) -> sets(list)));
        request.setContext(stated);
        return request;
    }

    private static Object sets(Object value) {
        return value instanceof List<?> list ? list.stream().map(PublishedFile::sets).collect(Collectors.toSet()) : value;
    }
}
