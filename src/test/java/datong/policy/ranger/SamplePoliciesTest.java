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
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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

    /** The row of the command centre in the table of DOMAIN 2.12: an emergency that two people approved opens it. */
    @Test
    void anApprovedEmergencyOpensTheAreaToTheCommandCentre(@TempDir Path folder) throws Exception {
        copyTo(folder);
        Files.writeString(folder.resolve("grants/flood.grant.yaml"), """
                organisation: 11110199MB00DEN570
                dataset: hotline-12345
                element: matter
                items: [status, request_kind, title, reporter_phone, reporter_id_number]
                accesses: [query, lookup]
                purposes: [GOVERNANCE.SAFETY]
                scenes: [EMERGENCY]
                valid: { from: 2026-11-22T00:00, to: 2026-11-25T00:00 }
                legalBasis: 突发事件应对法
                approvedBy: [authority, street]
                maxRows: 1000
                """);
        Files.writeString(folder.resolve("grants/flood.expect.yaml"), """
                given: { subject: commander, dataset: hotline-12345, element: matter, purpose: GOVERNANCE.SAFETY, scene: EMERGENCY, at: 2026-11-23T10:00 }
                expect:
                  - { action: query, items: { status: reveal, request_kind: reveal, title: reveal, reporter_id_number: drop }, reach: { divisions: ['110199'] } }
                  - { action: lookup, case: A-1, items: { reporter_phone: reveal, reporter_id_number: reveal } }
                  - { action: lookup, items: { reporter_phone: reveal, reporter_id_number: drop } }
                  - { action: query, scene: ANALYSIS, ask: [status], denied: purpose }
                  - { action: query, at: 2026-11-25T00:00, ask: [status], denied: grant }
                """);
        try (PolicyFolder opened = new PolicyFolder(folder, () -> schema, Set::of, new UsageInMemory())) {
            assertThat(opened.problems()).isEmpty();
            assertThat(new ExpectFiles(folder.resolve("grants"), opened, opened, schema).run().failures()).isEmpty();
        }
    }

    /** Above some hundred rules each audience has an engine of its own; nothing may be decided otherwise for it. */
    @Test
    void everyExpectationHoldsBesideHundredsOfRulesForOthers(@TempDir Path folder) throws Exception {
        copyTo(folder);
        StringBuilder groups = new StringBuilder(Files.readString(folder.resolve("groups.yaml")));
        for (int file = 0; file < 5; file++) {
            StringBuilder policy = new StringBuilder("resource: { element: all }\nallow:\n");
            for (int entry = 0; entry < 90; entry++) {
                groups.append("  other-").append(file).append('-').append(entry).append(": { chinese: 其他, english: Other }\n");
                policy.append("  - { groups: [other-").append(file).append('-').append(entry).append("], accesses: [query, lookup, publish], purposes: [SERVICE, GOVERNANCE, STATISTICS] }\n");
            }
            Files.writeString(folder.resolve("access/other-" + file + ".policy.yaml"), policy);
        }
        Files.writeString(folder.resolve("groups.yaml"), groups);
        try (PolicyFolder opened = new PolicyFolder(folder, () -> schema, Set::of, new UsageInMemory())) {
            assertThat(opened.problems()).isEmpty();
            assertThat(new ExpectFiles(folder, opened, opened, schema).run().failures()).isEmpty();
        }
    }

    private static void copyTo(Path folder) throws IOException {
        Path from = Path.of("policies");
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path to = folder.resolve(from.relativize(file).toString());
                Files.createDirectories(to.getParent());
                Files.copy(file, to);
            }
        }
    }
}
