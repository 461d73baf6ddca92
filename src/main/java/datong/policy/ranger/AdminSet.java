package datong.policy.ranger;

import com.google.gson.JsonParseException;
import datong.policy.PolicyProblem;
import datong.policy.yaml.PolicySet;
import datong.policy.yaml.Rule;
import datong.schema.DatasetCode;
import datong.schema.ItemDefinition;
import datong.schema.Level;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.ranger.plugin.model.RangerPolicy;
import org.apache.ranger.plugin.model.RangerServiceResource;
import org.apache.ranger.plugin.model.RangerTag;
import org.apache.ranger.plugin.util.RangerRoles;
import org.apache.ranger.plugin.util.ServicePolicies;
import org.apache.ranger.plugin.util.ServiceTags;

/**
 * The folder of policies with a Ranger Admin in charge: the Admin says what is allowed, filtered and masked, and may deny; the folder
 * keeps its words, grants, limits, denies and zones, which only add refusals or stand under approvals that Ranger cannot express.
 */
final class AdminSet {
    private final PolicySet folder;
    private final Set<DatasetCode> datasets;
    private final String place;
    private final List<PolicyProblem> problems = new ArrayList<>();

    private AdminSet(PolicySet folder, Set<DatasetCode> datasets, String service) {
        this.folder = folder;
        this.datasets = datasets;
        this.place = "ranger-admin/" + service;
    }

    static PolicySet merged(PolicySet folder, Set<DatasetCode> datasets, String service, Optional<Downloaded> answers) {
        AdminSet set = new AdminSet(folder, datasets, service);
        return set.merged(service, answers.orElseGet(() -> {
            set.problem(1, "the Ranger Admin has not sent any policies yet");
            return new Downloaded("{}", "", "{}", Instant.EPOCH);
        }));
    }

    private PolicySet merged(String service, Downloaded answers) {
        List<Rule> rules = new ArrayList<>(folder.rules().stream().filter(AdminSet::stays).toList());
        problems.addAll(folder.problems());
        if (folder.problems().isEmpty()) {
            try {
                rules.addAll(rules(service, answers));
            } catch (JsonParseException strange) {
                problem(1, "what the Ranger Admin sent is not what it says it is: " + strange.getMessage());
            }
        }
        return new PolicySet(version(answers), files(answers), folder.schema(), List.copyOf(rules), folder.grants(), folder.vocabulary(), folder.subjects(), folder.organisations(),
                folder.zoned(), folder.withoutData(), List.copyOf(problems));
    }

    /** What the folder says beside an Admin. */
    private static boolean stays(Rule rule) {
        return rule instanceof Rule.Deny || rule instanceof Rule.Limit || rule.head().file().endsWith(".grant.yaml") || rule.head().file().startsWith("zones/");
    }

    private List<Rule> rules(String service, Downloaded answers) {
        ServicePolicies policies = read(answers.policies(), ServicePolicies.class);
        if (policies.getSecurityZones() != null && !policies.getSecurityZones().isEmpty()) {
            problem(1, "has security zones; zones stand in zones.yaml");
        }
        if (policies.getPolicyDeltas() != null) {
            problem(1, "sent changes only, though whole policies were asked for");
        }
        if (!answers.tags().isEmpty()) {
            tags(read(answers.tags(), ServiceTags.class));
        }
        AdminRules reading = new AdminRules(folder, datasets, service, new AdminRoles(read(answers.roles(), RangerRoles.class)));
        enabled(policies.getPolicies(), "service.json").forEach(reading::resourcePolicy);
        List<RangerPolicy> byTag = policies.getTagPolicies() == null ? null : policies.getTagPolicies().getPolicies();
        enabled(byTag == null ? null : byTag.stream().map(AdminSet::ours).toList(), "tag-service.json").forEach(reading::tagPolicy);
        problems.addAll(reading.problems());
        return reading.rules();
    }

    private <T> T read(String json, Class<T> type) {
        RangerJson.Read<T> read = RangerJson.read(json, type);
        read.unknown().forEach(key -> problem(1, "sent a key that Ranger would drop: " + key));
        return read.value();
    }

    /** A tag policy is one for many services; what it says to others is not the hub's business. */
    private static RangerPolicy ours(RangerPolicy policy) {
        Stream.of(policy.getPolicyItems(), policy.getDenyPolicyItems(), policy.getAllowExceptions(), policy.getDenyExceptions(), policy.getDataMaskPolicyItems(),
                policy.getRowFilterPolicyItems()).filter(Objects::nonNull).forEach(items -> {
                    items.forEach(item -> item.getAccesses().removeIf(access -> !access.getType().startsWith(AdminRules.TAG_PREFIX)));
                    items.removeIf(item -> item.getAccesses().isEmpty());
                });
        return policy;
    }

    /** Those that are switched on and that the linter lets pass, by our definition of the service and not by what was sent as such. */
    private Stream<RangerPolicy> enabled(List<RangerPolicy> policies, String definition) {
        List<RangerPolicy> enabled = policies == null ? List.of() : policies.stream().filter(policy -> !Boolean.FALSE.equals(policy.getIsEnabled())).toList();
        return enabled.stream().filter(policy -> {
            ServicePolicies alone = new ServicePolicies();
            alone.setServiceDef(RangerModel.definition(definition));
            alone.setPolicies(List.of(policy));
            List<RangerLint.Problem> found = policy.getId() == null ? List.of(new RangerLint.Problem(policy.getName(), "has no id")) : RangerLint.problems(alone);
            found.forEach(one -> problem(policy.getId() == null ? 1 : policy.getId().intValue(), "policy " + one));
            return found.isEmpty();
        });
    }

    /** Levels and classes are the schema's. A tag of the Admin that says less is without effect, one that says more must not be overlooked. */
    private void tags(ServiceTags tags) {
        for (RangerServiceResource resource : tags.getServiceResources() == null ? List.<RangerServiceResource>of() : tags.getServiceResources()) {
            List<Long> ids = tags.getResourceToTagIds().getOrDefault(resource.getId(), List.of());
            for (Long id : ids) {
                RangerTag tag = tags.getTags().get(id);
                Optional<Level> level = Stream.of(Level.values()).filter(one -> tag != null && one.name().equals(tag.getType())).findFirst();
                if (level.isEmpty() || !holds(resource, level.get())) {
                    problem(1, "tags " + names(resource) + " " + (tag == null ? "with what it does not say" : tag.getType())
                            + "; levels are the schema's and are raised there, not by a tag");
                }
            }
        }
    }

    private static String names(RangerServiceResource resource) {
        return resource.getResourceElements().entrySet().stream().map(entry -> entry.getKey() + " " + entry.getValue().getValues()).sorted().toList().toString();
    }

    /** Whether every item that the resource may mean is of the level or higher already. */
    private boolean holds(RangerServiceResource resource, Level level) {
        Map<String, RangerPolicy.RangerPolicyResource> elements = resource.getResourceElements();
        return Stream.of(datong.schema.Element.values()).filter(element -> meant(elements.get("element"), element.code()))
                .flatMap(element -> Stream.concat(folder.schema().element(element).items().stream(), folder.schema().envelope().stream()))
                .filter(item -> meant(elements.get("item"), item.name().value())).map(ItemDefinition::level).allMatch(own -> own.atLeast(level));
    }

    private static boolean meant(RangerPolicy.RangerPolicyResource resource, String word) {
        return resource == null || resource.getValues().contains("*") || resource.getValues().contains(word);
    }

    private void problem(int line, String message) {
        problems.add(new PolicyProblem(place, line, message));
    }

    private Map<String, String> files(Downloaded answers) {
        Map<String, String> files = new HashMap<>(folder.files());
        files.putAll(Map.of(place + "/policies.json", answers.policies(), place + "/tags.json", answers.tags(), place + "/roles.json", answers.roles()));
        return files;
    }

    private String version(Downloaded answers) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (String part : List.of(folder.version(), answers.policies(), answers.tags(), answers.roles())) {
                byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
                digest.update((bytes.length + "\0").getBytes(StandardCharsets.UTF_8));
                digest.update(bytes);
            }
            return HexFormat.of().formatHex(digest.digest(), 0, 16);
        } catch (NoSuchAlgorithmException unreachable) {
            throw new IllegalStateException(unreachable);
        }
    }
}
