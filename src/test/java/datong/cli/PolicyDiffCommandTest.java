package datong.cli;

import static org.assertj.core.api.Assertions.assertThat;

import datong.audit.AuditEvent;
import datong.audit.Ed25519Signer;
import datong.audit.MerkleLog;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PolicyDiffCommandTest {
    private static final String MARKET = "11110199MB00DEN14J";
    private static final String ENVIRONMENT = "11110199MB00DEN22D";
    private static final String GRANT = "grants/market-hotline.grant.yaml";
    @TempDir
    Path folder;
    private Path proposed;
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeEach
    void aMonthOfQuestions() throws IOException {
        proposed = folder.resolve("proposed");
        copy(Path.of("policies"), proposed);
        try (MerkleLog log = MerkleLog.open(MerkleLog.Settings.of(folder.resolve("audit"), "datong/test"), List.of(Ed25519Signer.generate("datong/test")), Clock.systemUTC())) {
            Instant now = Instant.now();
            log.append(event(now.minus(Duration.ofDays(40)), "QUERY", "market-system", MARKET, List.of("status"), 7, Map.of()));
            log.append(event(now.minus(Duration.ofDays(3)), "QUERY", "market-system", MARKET, List.of("status", "reporter_phone"), 100, Map.of()));
            log.append(event(now.minus(Duration.ofDays(3)), "QUERY", "market-system", MARKET, List.of("status", "reporter_phone"), 50, Map.of()));
            log.append(event(now.minus(Duration.ofDays(2)), "REFUSED", "environment-system", ENVIRONMENT, List.of("status"), 0, Map.of("action", "QUERY", "check", "GRANT")));
            log.append(event(now.minus(Duration.ofDays(1)), "SIGN_IN", "steward", "", List.of(), 0, Map.of()));
        }
    }

    private static AuditEvent event(Instant time, String kind, String actor, String organisation, List<String> items, long records, Map<String, String> details) {
        return new AuditEvent("01", time, kind, actor, organisation, "", "", "SERVICE.REQUEST", "", kind.equals("SIGN_IN") ? "" : "hotline-12345", items, "", records, records / 2,
                "PERMITTED", "r", List.of(), "v", "", "", details);
    }

    @Test
    void theSamePoliciesChangeNothing() {
        assertThat(diff("30")).as(err.toString()).isZero();
        assertThat(out.toString()).contains("3 questions of the last 30 days were asked again; 0 would be answered differently");
    }

    @Test
    void anItemThatIsNoLongerClearIsNamedWithWhoWasShownIt() throws IOException {
        edit(GRANT, "clear: [reporter_phone]\n", "");
        assertThat(diff("30")).isEqualTo(1);
        assertThat(out.toString()).contains("2 would be answered differently (150 records, 75 persons")
                .contains("no longer in clear " + MARKET + "  hotline-12345.reporter_phone  reveal -> mask  (2 questions, 150 records, 75 persons)").doesNotContain(".status");
    }

    @Test
    void aGrantThatEndsRefusesAndOneThatBeginsAllowsWhatWasRefused() throws IOException {
        String grant = Files.readString(proposed.resolve(GRANT));
        Files.delete(proposed.resolve(GRANT));
        Files.writeString(proposed.resolve("grants/environment-hotline.grant.yaml"), grant.replace("organisation: " + MARKET, "organisation: " + ENVIRONMENT));
        assertThat(diff("30")).isEqualTo(1);
        assertThat(out.toString().lines().skip(1).findFirst().orElseThrow()).as("the gravest first").startsWith("newly allowed").contains(ENVIRONMENT, "refused -> reveal", "(1 questions");
        assertThat(out.toString()).contains("newly refused      " + MARKET + "  hotline-12345.reporter_phone  reveal -> refused");
    }

    @Test
    void onlyTheDaysAskedForAreLookedAt() {
        assertThat(diff("60")).isZero();
        assertThat(out.toString()).contains("4 questions of the last 60 days");
    }

    @Test
    void proposedPoliciesThatDoNotLoadAreRefusedWithFileAndLine() throws IOException {
        edit(GRANT, "accesses: [query, lookup]", "accesses: [query, lookupp]");
        assertThat(diff("30")).isEqualTo(2);
        assertThat(err.toString()).contains("market-hotline.grant.yaml:", "lookupp");
    }

    private void edit(String file, String from, String to) throws IOException {
        String text = Files.readString(proposed.resolve(file));
        assertThat(text).contains(from);
        Files.writeString(proposed.resolve(file), text.replace(from, to));
    }

    private int diff(String days) {
        return DatongCommand.run(new String[] {"policy", "diff", proposed.toString(), "--days", days, "--log", folder.resolve("audit").toString(), "--config", "."},
                new PrintWriter(out, true), new PrintWriter(err, true));
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path copy = to.resolve(from.relativize(file));
                Files.createDirectories(copy.getParent());
                Files.copy(file, copy);
            }
        }
    }
}
