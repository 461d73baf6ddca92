package datong.oversight.siem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import datong.audit.AuditEvent;
import datong.audit.Ed25519Signer;
import datong.audit.MerkleLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FeedTest {
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final String PERSON = "00112233445566778899aabbccddeeff";
    @TempDir
    Path folder;
    private MerkleLog log;

    @BeforeEach
    void openLog() {
        log = MerkleLog.open(MerkleLog.Settings.of(folder.resolve("audit"), "datong.test/log"), List.of(Ed25519Signer.generate("test")), Clock.systemUTC());
    }

    @AfterEach
    void closeLog() {
        log.close();
    }

    private static AuditEvent event(int number, String decision) {
        return new AuditEvent("e-" + number, Instant.parse("2026-11-17T02:00:00Z").plusMillis(number), decision.equals("DONE") ? "BATCH" : "QUERY", "王 \"街道\"]\\\n", "11110199MB00DEM264", "案-1", "SC01",
                "SERVICE.REQUEST", "", "matter", List.of("title", "phone"), "L3", 10, 3, decision, "matter.policy.yaml#2", List.of("phone=mask"), "v1", "192.0.2.7", "h", List.of(PERSON),
                Map.of("lookup.phone", "digest-of-a-phone", "reason", "words"));
    }

    private void append(int from, int to) {
        log.appendAll(IntStream.range(from, to).mapToObj(number -> event(number, "PERMITTED")).toList());
    }

    private Feeds feeds() {
        return new Feeds(log.reader(), folder.resolve("siem"));
    }

    @Test
    void aReceiverThatGoesAwayAndComesBackMissesNothingAndGetsAllInOrder() throws Exception {
        SyslogReceiver receiver = new SyslogReceiver(folder, 0);
        append(0, 3_000);
        try (Feed feed = feeds().syslog(receiver.believing(), "localhost", receiver.port(), "hub", 32473, Duration.ofMinutes(5))) {
            feed.start();
            receiver.closeAfter(700);
            await().atMost(PATIENCE).until(() -> receiver.messages().size() >= 700 && receiver.closed());
            append(3_000, 5_000);
            await().atMost(PATIENCE).until(() -> feed.standing().trouble().isPresent());
            try (SyslogReceiver back = receiver.again()) {
                await().atMost(PATIENCE).until(() -> back.indexes().contains(4_999L));
                List<Long> distinct = java.util.stream.Stream.concat(receiver.indexes().stream(), back.indexes().stream()).distinct().toList();
                assertThat(distinct).isEqualTo(java.util.stream.LongStream.range(0, 5_000).boxed().toList());
                assertThat(back.indexes()).isSorted();
            }
        }
    }

    @Test
    void whatAConnectionOutlivedIsNotSentAgainAfterARestart() throws Exception {
        append(0, 20);
        try (SyslogReceiver receiver = new SyslogReceiver(folder, 0)) {
            try (Feed feed = feeds().syslog(receiver.believing(), "localhost", receiver.port(), "hub", 32473, Duration.ofMillis(100))) {
                feed.start();
                await().atMost(PATIENCE).until(() -> feed.standing().next() == 20);
            }
            append(20, 25);
            try (Feed feed = feeds().syslog(receiver.believing(), "localhost", receiver.port(), "hub", 32473, Duration.ofMillis(100))) {
                feed.start();
                await().atMost(PATIENCE).until(() -> feed.standing().next() == 25);
            }
            assertThat(receiver.indexes()).isEqualTo(java.util.stream.LongStream.range(0, 25).boxed().toList());
        }
    }

    @Test
    void aReceiverOfAnotherAuthorityIsToldNothing() throws Exception {
        append(0, 5);
        try (SyslogReceiver receiver = new SyslogReceiver(folder, 0); SyslogReceiver other = new SyslogReceiver(folder.resolve("other"), 0);
                Feed feed = feeds().syslog(other.believing(), "localhost", receiver.port(), "hub", 32473, Duration.ofMillis(100))) {
            feed.start();
            await().atMost(PATIENCE).until(() -> feed.standing().trouble().isPresent());
            assertThat(feed.standing().behind()).isEqualTo(5);
            assertThat(receiver.messages()).isEmpty();
        }
    }

    @Test
    void aMessageIsThatOfTheStandardWithoutPersonsAndDetails() {
        append(0, 1);
        String message = new Syslog("hub.example", 17, 32473).message(log.reader().read(0, 1).getFirst());
        assertThat(message).isEqualTo("<110>1 2026-11-17T02:00:00.000Z hub.example datong 17 QUERY [datong@32473 index=\"0\" id=\"e-0\" actor=\"王 \\\"街道\\\"\\]\\\\\uFFFD\" organisation=\"11110199MB00DEM264\""
                + " case=\"案-1\" scene=\"SC01\" purpose=\"SERVICE.REQUEST\" dataset=\"matter\" items=\"title phone\" level=\"L3\" records=\"10\" persons=\"3\" decision=\"PERMITTED\""
                + " rule=\"matter.policy.yaml#2\" policy=\"v1\" client=\"192.0.2.7\"] \uFEFFQUERY PERMITTED by 王 \"街道\"]\\ ");
        assertThat(message).doesNotContain(PERSON, "digest-of-a-phone");
    }

    @Test
    void linesAreWrittenOnceEachWhateverACrashLeftAndGoOnInANewFile() throws IOException {
        Path file = folder.resolve("audit.jsonl");
        append(0, 10);
        give(file, EventLines.DATONG, 10);
        Files.writeString(file, "{\"torn", java.nio.file.StandardOpenOption.APPEND);
        Files.delete(folder.resolve("siem").resolve("lines-datong.next"));
        append(10, 20);
        give(file, EventLines.DATONG, 20);
        assertThat(Files.readAllLines(file)).hasSize(20).allSatisfy(line -> assertThat(line).startsWith("{\"log_id\":\"e-").doesNotContain(PERSON, "digest-of-a-phone", "person_keys"));
        assertThat(Files.readAllLines(file).getLast()).endsWith("\"log_index\":19}");
        Files.move(file, folder.resolve("audit.1"));
        append(20, 23);
        give(file, EventLines.DATONG, 23);
        assertThat(Files.readAllLines(file)).hasSize(3);
    }

    @Test
    void rangersRecordsHoldWhatWasPermittedOrDenied() throws IOException {
        Path file = folder.resolve("ranger.jsonl");
        log.append(event(0, "PERMITTED"));
        log.append(event(1, "DONE"));
        log.append(event(2, "DENIED"));
        give(file, EventLines.RANGER, 3);
        assertThat(Files.readAllLines(file)).hasSize(2);
        assertThat(Files.readAllLines(file).getLast()).contains("\"evtTime\":\"2026-11-17 02:00:00.002\"", "\"result\":0", "\"resource\":\"matter/title,phone\"", "\"enforcer\":\"ranger-acl\"",
                "\"logType\":\"RangerAudit\"", "\"reason\":\"matter.policy.yaml#2\"", "\"seq_num\":2");
    }

    private void give(Path file, EventLines form, long next) {
        try (Feed feed = feeds().lines(file, form)) {
            feed.start();
            await().atMost(PATIENCE).until(() -> feed.standing().next() == next);
        }
    }

    @Test
    void aPlaceThatIsNoIndexIsNamed() throws IOException {
        Files.createDirectories(folder.resolve("siem"));
        Files.writeString(folder.resolve("siem").resolve("lines-datong.next"), "x");
        assertThat(org.assertj.core.api.Assertions.catchThrowable(() -> feeds().lines(folder.resolve("a"), EventLines.DATONG))).hasMessageContaining("does not hold the index of an event");
    }
}
