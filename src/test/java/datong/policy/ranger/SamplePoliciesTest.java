package datong.policy.ranger;

import static org.assertj.core.api.Assertions.assertThat;

import datong.policy.AccessRequest;
import datong.policy.Action;
import datong.policy.Decision;
import datong.policy.Treatment;
import datong.policy.UsageInMemory;
import datong.policy.yaml.ExpectFiles;
import datong.schema.DatasetCode;
import datong.schema.Element;
import datong.schema.ItemName;
import datong.schema.LedgerSchema;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SamplePoliciesTest {
    private final LedgerSchema schema = LedgerSchema.standard();
    private final PolicyFolder policies = new PolicyFolder(Path.of("policies"), () -> schema, Set::of, new UsageInMemory());

    @Test
    void theSamplePoliciesAreWithoutProblems() {
        assertThat(policies.problems()).isEmpty();
    }

    @Test
    void everyExpectationBesideThePoliciesHolds() throws Exception {
        ExpectFiles.Outcome outcome = new ExpectFiles(Path.of("policies"), policies, policies, schema).run();
        assertThat(outcome.failures()).isEmpty();
        assertThat(outcome.expectations()).isGreaterThan(40);
    }

    @Test
    void anItemThatNobodyMentionsIsDropped() {
        Decision decision = policies.decide(new AccessRequest(policies.find("market-system").orElseThrow(), new DatasetCode("hotline-12345"), Element.MATTER,
                Stream.of("status", "dispute_info").map(ItemName::new).collect(Collectors.toSet()), Action.QUERY, "SERVICE.REQUEST",
                Optional.empty(), Optional.empty(), 100, Instant.parse("2026-11-22T02:00:00Z")));
        assertThat(((Decision.Permitted) decision).treatments()).isEqualTo(Map.of(
                new ItemName("status"), new Treatment.Reveal(), new ItemName("dispute_info"), new Treatment.Drop()));
    }
}
