package datong.cli;

import static org.assertj.core.api.Assertions.assertThat;

import datong.audit.AuditEvent;
import datong.audit.Ed25519Signer;
import datong.audit.MerkleLog;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PolicyUnusedCommandTest {
    private static final String MARKET = "11110199MB00DEN14J";
    private static final Instant NOW = Instant.now();
    @TempDir
    Path folder;
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void itemsThatWereNotShownForNinetyDaysAreLeftOutOfTheProposedGrant() throws IOException {
        assertThat(unused(shown(80, "status=reveal", "reporter_phone=reveal", "dispute_info=drop"), shown(100, "content=mask"))).as(err.toString()).isEqualTo(1);
        assertThat(out.toString()).contains("market-hotline: not read in the last 90 days: category_code, category_path, channel, closed_at, content,")
                .contains("--- policies/grants/market-hotline.grant.yaml, proposed").contains("items: [reporter_phone, status]")
                .contains("clear: [reporter_phone]").contains("match: [reporter_phone, reporter_id_number]")
                .contains("1 questions of the last 90 days were asked again; 0 would be answered differently");
    }

    @Test
    void aGrantOfWhichNothingWasReadIsProposedToBeSuspended() throws IOException {
        assertThat(unused(shown(80, "status=reveal"))).isEqualTo(1);
        assertThat(out.toString()).contains("environment-grid: not read in the last 90 days: ").contains("suspended: true");
    }

    @Test
    void anItemThatRecordsWereLookedUpByWasUsed() throws IOException {
        AuditEvent event = shown(1, "status=reveal");
        AuditEvent lookup = new AuditEvent(event.id(), event.time(), event.kind(), event.actor(), MARKET, "", "", event.purpose(), "", event.dataset(), event.items(), "", 1, 1,
                "PERMITTED", "r", event.obligations(), "v", "", "", Map.of("lookup.reporter_phone", "00"));
        unused(lookup);
        assertThat(out.toString().lines().filter(line -> line.startsWith("market-hotline: ")).findFirst().orElseThrow()).doesNotContain("reporter_phone");
    }

    private static AuditEvent shown(int daysAgo, String... obligations) {
        List<String> items = Arrays.stream(obligations).map(word -> word.substring(0, word.indexOf('='))).toList();
        return new AuditEvent("01", NOW.minus(Duration.ofDays(daysAgo)), "QUERY", "market-system", MARKET, "", "", "SERVICE.REQUEST", "", "hotline-12345", items, "", 10, 10,
                "PERMITTED", "r", List.of(obligations), "v", "", "", Map.of());
    }

    private int unused(AuditEvent... events) throws IOException {
        try (MerkleLog log = MerkleLog.open(MerkleLog.Settings.of(folder.resolve("audit"), "datong/test"), List.of(Ed25519Signer.generate("datong/test")), Clock.systemUTC())) {
            Arrays.stream(events).sorted(Comparator.comparing(AuditEvent::time)).forEach(log::append);
        }
        return DatongCommand.run(new String[] {"policy", "unused", "--days", "90", "--log", folder.resolve("audit").toString(), "--config", "."},
                new PrintWriter(out, true), new PrintWriter(err, true));
    }
}
