package datong.policy.ranger;

import static datong.policy.ranger.Policies.item;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import datong.policy.AccessRequest;
import datong.policy.Action;
import datong.policy.Decision;
import datong.policy.Subject;
import datong.policy.UsageInMemory;
import datong.policy.yaml.PolicyReader;
import datong.policy.yaml.PolicySet;
import datong.schema.DatasetCode;
import datong.schema.Element;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.ranger.plugin.model.RangerPolicy;
import org.apache.ranger.plugin.model.RangerValiditySchedule;
import org.apache.ranger.plugin.util.ServicePolicies;
import org.apache.ranger.plugin.util.ServiceTags;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the stock engine would let pass, behind our loader: refused at the start or denied at the question. */
class EngineFailsClosedTest {
    @TempDir
    Path folder;
    private PolicySet set;
    private RangerModel model;

    @BeforeEach
    void read() throws Exception {
        set = PolicyReader.read(folder(), new Policies(folder).schema, Set.of());
        model = new RangerModel(set);
    }

    private Path folder() {
        return new Policies(folder).folder;
    }

    private RangerEngine start(Consumer<ServicePolicies> change) {
        ServicePolicies policies = model.policies();
        change.accept(policies);
        return RangerEngine.start(model, policies, model.tags());
    }

    private Decision decide(RangerEngine engine, String... items) {
        Subject reader = set.subjects().get("reader");
        return new SevenChecks(new Snapshot(set, engine), new UsageInMemory(), datong.policy.Withdrawals.NONE).decide(new AccessRequest(reader, new DatasetCode("hotline-12345"),
                Element.MATTER, java.util.Arrays.stream(items).map(Policies::item).collect(java.util.stream.Collectors.toSet()), Action.QUERY,
                "SERVICE", Optional.empty(), Optional.empty(), 1, Policies.NOON));
    }

    private static RangerPolicy first(ServicePolicies policies) {
        return policies.getPolicies().getFirst();
    }

    @Test
    void aConditionThatTheServiceDefinitionDoesNotKnowIsRefused() {
        assertThatThrownBy(() -> start(policies -> first(policies).getPolicyItems().getFirst()
                .setConditions(List.of(new RangerPolicy.RangerPolicyItemCondition("purpsoe", List.of("SERVICE"))))))
                .hasMessageContaining("has a condition that Ranger would ignore: purpsoe");
    }

    @Test
    void aConditionWithoutItsEvaluatorIsRefused() {
        assertThatThrownBy(() -> start(policies -> policies.getServiceDef().getPolicyConditions().getFirst().setEvaluator("datong.policy.ranger.Missing")))
                .hasMessageContaining("condition 'purpose' has no evaluator");
    }

    @Test
    void aScriptConditionIsRefused() {
        assertThatThrownBy(() -> start(policies -> policies.getServiceDef().getPolicyConditions().getFirst()
                .setEvaluator("org.apache.ranger.plugin.conditionevaluator.RangerScriptConditionEvaluator")))
                .hasMessageContaining("is not one of ours");
    }

    @Test
    void theStockContextConditionIsRefused() {
        assertThatThrownBy(() -> start(policies -> policies.getServiceDef().getPolicyConditions().getFirst()
                .setEvaluator("org.apache.ranger.plugin.conditionevaluator.RangerContextAttributeValueInCondition")))
                .hasMessageContaining("is not one of ours");
    }

    @Test
    void aServiceDefinitionThatWouldIgnoreDeniesIsRefused() {
        assertThatThrownBy(() -> start(policies -> policies.getServiceDef().setOptions(Map.of("enableDenyAndExceptionsInPolicies", "false"))))
                .hasMessageContaining("would ignore every deny");
    }

    @Test
    void tagsThatWereNotLoadedShowNothing() {
        ServiceTags none = new ServiceTags();
        none.setServiceName(RangerModel.SERVICE);
        none.setTagVersion(1L);
        try (RangerEngine engine = RangerEngine.start(model, model.policies(), none)) {
            assertThat(decide(engine, "status", "title")).isInstanceOf(Decision.Denied.class);
        }
        try (RangerEngine engine = RangerEngine.start(model, model.policies(), null)) {
            assertThat(decide(engine, "status", "title")).isInstanceOf(Decision.Denied.class);
        }
    }

    @Test
    void aRowFilterOrMaskThatMatchesNobodyShowsNothing() {
        try (RangerEngine engine = start(policies -> policies.getPolicies().stream().filter(policy -> !policy.getRowFilterPolicyItems().isEmpty())
                .forEach(policy -> policy.getRowFilterPolicyItems().getFirst().setGroups(List.of("nobody"))))) {
            assertThat(decide(engine, "status")).extracting(decision -> ((Decision.Denied) decision).check()).isEqualTo(Decision.Check.REGION);
        }
        try (RangerEngine engine = start(policies -> policies.getTagPolicies().getPolicies()
                .forEach(policy -> policy.getDataMaskPolicyItems().getFirst().setGroups(List.of("nobody"))))) {
            assertThat(decide(engine, "status")).extracting(decision -> ((Decision.Denied) decision).check()).isEqualTo(Decision.Check.ITEM_LEVEL);
        }
    }

    @Test
    void aRowFilterWithoutOurWordsReachesNoRow() {
        for (String expression : new String[] {"1=1", "everywhere OR 1=1", ""}) {
            try (RangerEngine engine = start(policies -> policies.getPolicies().stream().filter(policy -> !policy.getRowFilterPolicyItems().isEmpty())
                    .forEach(policy -> policy.getRowFilterPolicyItems().getFirst().getRowFilterInfo().setFilterExpr(expression)))) {
                assertThat(decide(engine, "status")).as(expression).extracting(decision -> ((Decision.Denied) decision).check()).isEqualTo(Decision.Check.REGION);
            }
        }
    }

    @Test
    void aRowFilterWithAnExpressionIsRefused() {
        assertThatThrownBy(() -> start(policies -> policies.getPolicies().stream().filter(policy -> !policy.getRowFilterPolicyItems().isEmpty())
                .forEach(policy -> policy.getRowFilterPolicyItems().getFirst().getRowFilterInfo().setFilterExpr("region = '${{USER.region}}'"))))
                .hasMessageContaining("has a row filter with an expression in it");
    }

    @Test
    void anUnknownMaskDropsTheItem() {
        try (RangerEngine engine = start(policies -> policies.getTagPolicies().getPolicies()
                .forEach(policy -> policy.getDataMaskPolicyItems().getFirst().getDataMaskInfo().setValueExpr("shuffle")))) {
            assertThat(decide(engine, "status")).isInstanceOf(Decision.Denied.class);
        }
    }

    @Test
    void anAnswerOfThePolicyMinusOneIsNoAnswer() {
        assertThat(model.rule(-1)).isEmpty();
        assertThat(model.rule(0)).isEmpty();
        assertThat(model.rule(1_000_000)).isEmpty();
    }

    @Test
    void aValidityIsTranslatedIntoUtcWithoutRecurrence() throws Exception {
        Policies policies = new Policies(folder.resolve("dated"));
        policies.policy("matter", Policies.READING.replace("purposes: [SERVICE]", "purposes: [SERVICE], valid: { from: 2026-03-01, to: 2026-03-31 }"));
        RangerValiditySchedule schedule = first(new RangerModel(PolicyReader.read(policies.folder, policies.schema, Set.of())).policies()).getValiditySchedules().getFirst();
        assertThat(schedule.getStartTime()).isEqualTo("2026/02/28 16:00:00");
        assertThat(schedule.getEndTime()).isEqualTo("2026/03/31 15:59:59");
        assertThat(schedule.getTimeZone()).isEqualTo("UTC");
        assertThat(schedule.getRecurrences()).isNullOrEmpty();
    }

    @Test
    void namesAreComparedLetterByLetter() {
        try (RangerEngine engine = RangerEngine.start(set)) {
            RangerEngine.Question question = new RangerEngine.Question(Element.MATTER, new DatasetCode("hotline-12345"), set.subjects().get("reader"),
                    Set.of("Readers"), "SERVICE", Optional.empty(), Optional.empty(), Policies.NOON);
            assertThat(engine.access(question, datong.policy.yaml.Access.QUERY, item("status"))).isEmpty();
        }
    }
}
