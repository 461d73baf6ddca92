package datong.policy.ranger;

import static org.assertj.core.api.Assertions.assertThat;

import datong.policy.AccessRequest;
import datong.policy.Action;
import datong.policy.Decision;
import datong.policy.UsageInMemory;
import datong.schema.DatasetCode;
import datong.schema.Element;
import datong.schema.ItemName;
import datong.schema.LedgerSchema;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One thread, the sample policies, twelve items with filter and masks. The goal is 100,000 a second; the bound is far below, for busy machines. */
class DecisionSpeedTest {
    private static final Logger LOG = LoggerFactory.getLogger(DecisionSpeedTest.class);
    private static final Set<ItemName> ITEMS = Stream.of("matter_type", "source_no", "channel", "request_kind", "title", "content", "urgency",
            "reported_at", "division_code", "reporter_name", "reporter_phone", "status").map(ItemName::new).collect(Collectors.toUnmodifiableSet());
    private final LedgerSchema schema = LedgerSchema.standard();

    @Test
    void decisionsAreMadeFasterThanQuestionsArrive() {
        try (PolicyFolder policies = new PolicyFolder(Path.of("policies"), () -> schema, Set::of, new UsageInMemory())) {
            double first = perSecond(policies, 200, true);
            perSecond(policies, 100_000, false);
            double kept = perSecond(policies, 300_000, false);
            LOG.info("decisions in a second of one core: {} by the engine for all items of an element, {} with the kept profile", (long) first, (long) kept);
            assertThat(kept).isGreaterThan(20_000);
        }
    }

    /** @param fresh a time close to a boundary, at which nothing is kept */
    private static double perSecond(PolicyFolder policies, int questions, boolean fresh) {
        Instant at = Instant.parse(fresh ? "2025-12-31T16:00:01Z" : "2026-11-22T02:00:00Z");
        AccessRequest request = new AccessRequest(policies.find("market-system").orElseThrow(), new DatasetCode("hotline-12345"), Element.MATTER, ITEMS,
                Action.QUERY, "SERVICE.REQUEST", Optional.empty(), Optional.empty(), 100, at);
        long start = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        for (int question = 0; question < questions; question++) {
            if (policies.decide(request) instanceof Decision.Denied denied) {
                throw new AssertionError(denied);
            }
        }
        return questions / ((ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - start) / 1e9);
    }
}
