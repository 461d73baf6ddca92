package datong.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The goal is 100,000 a second (docs/FINDINGS.md); the bounds here are far below, for busy machines. */
class DecisionBenchTest {
    private static final Logger LOG = LoggerFactory.getLogger(DecisionBenchTest.class);

    @Test
    void thousandsOfPoliciesForOneDatasetMakeDecisionsNoSlowerThanManyDatasets() throws IOException {
        DecisionBench.Result many = DecisionBench.measure(100, group -> "d-" + group, 200_000);
        DecisionBench.Result one = DecisionBench.measure(100, group -> "d-0", 200_000);
        LOG.info("500 policies on 100 datasets {}, on one {}", many, one);
        assertThat(one.repeated()).isGreaterThan(20_000);
        assertThat(one.refused()).isGreaterThan(20_000);
        assertThat(one.first()).isGreaterThan(many.first() / 20);
    }
}
