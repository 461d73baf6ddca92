package datong;

import static datong.TestHub.until;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import datong.audit.AuditEvent;
import datong.audit.AuditReport;
import datong.audit.AuditVerifier;
import datong.audit.Ed25519Signer;
import datong.audit.LogIndex;
import datong.audit.LogKey;
import datong.audit.LogReader;
import datong.audit.MerkleLog;
import datong.audit.WitnessKey;
import datong.intake.camel.Handover;
import datong.intake.camel.Integrations;
import java.io.Closeable;
import java.io.IOException;
import java.lang.reflect.Field;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** A real PostgreSQL that goes away in the middle of a delivery and comes back, while the hub runs on. */
class DatabaseAwayIT {
    private static final String HOTLINE = "hotline-12345";
    private static final int ROWS = 20_000;
    private static final Ed25519Signer AWAY = Ed25519Signer.generate("away.test/1");
    private final LogLines said = LogLines.of(Handover.class.getName());
    @TempDir
    Path folder;
    private EmbeddedDatabase database;
    private TestHub hub;

    @BeforeEach
    void start() throws IOException {
        database = startDatabase();
        hub = TestHub.startAlone(folder.resolve("hub"), "--spring.datasource.url=" + database.url(), "--spring.datasource.username=" + database.username(),
                "--spring.datasource.password=" + database.password(), "--spring.datasource.hikari.connection-timeout=1000", "--datong.intake.batch=250",
                "--datong.log.witness-every=500ms", "--datong.log.witnesses[0].url=http://127.0.0.1:1/", "--datong.log.witnesses[0].key=" + new WitnessKey("away.test/1", AWAY.publicKey()));
        until("the hotline's route runs", () -> hub.part(Integrations.class).states().getOrDefault(HOTLINE, "").equals("Started"));
    }

    @AfterEach
    void stop() throws IOException {
        said.close();
        hub.close();
        database.close();
    }

    @Test
    void aDeliveryThatLosesItsDatabaseIsTakenAgainAndNothingIsLostDoubleOrSetAsideNorAnsweredWithoutItsEvent() throws Exception {
        hub.drop(HOTLINE, "orders.csv", orders("K-", ROWS));
        until("a batch is stored", () -> hub.number("SELECT count(*) FROM intake.batch") > 2);
        long whileTheWitnessIsAway = index(ask());
        database.close();
        assertThat(ask().statusCode()).as("an answer without the database").isGreaterThanOrEqualTo(400);
        until("intake has noticed", () -> said.all().anyMatch(line -> line.getFormattedMessage().contains("the hub's database went away")));
        hub.drop(HOTLINE, "meanwhile.csv", orders("M-", 10));
        database = startDatabase();
        long before = JdbcClient.create(new DriverManagerDataSource(database.url(), database.username(), database.password())).sql("SELECT count(*) FROM ledger.matter").query(Long.class).single();
        await("the hub has its database again").atMost(Duration.ofMinutes(10)).ignoreExceptions().until(() -> hub.number("SELECT 1") == 1);

        TestHub.Delivered meanwhile = finished("meanwhile.csv");
        TestHub.Delivered orders = finished("orders.csv");

        assertThat(before).as("rows stored before").isPositive().isLessThan(ROWS);
        assertThat(List.of(orders.rows(), meanwhile.rows())).containsExactly((long) ROWS, 10L);
        assertThat(hub.number("SELECT count(*) FROM ledger.matter")).isEqualTo(ROWS + 10);
        assertThat(hub.number("SELECT count(*) FROM ledger.matter_history")).isZero();
        assertThat(hub.number("SELECT count(*) FROM intake.batch WHERE read_count <> stored_count + unchanged_count + quarantined_count")).isZero();
        assertThat(hub.number("SELECT sum(stored_count) FROM intake.batch")).as("each row stored once").isEqualTo(ROWS + 10);
        until("no delivery is said to be running", () -> hub.number("SELECT count(*) FROM intake.delivery WHERE state = 'RUNNING'") == 0);
        assertThat(hub.number("SELECT count(*) FROM intake.delivery WHERE state IN ('SET_ASIDE', 'STOPPED')")).isZero();
        assertThat(hub.number("SELECT count(*) FROM intake.delivery WHERE state = 'INTERRUPTED'")).isPositive();
        until("both files stand in .done", () -> files(".done") == 2);
        assertThat(files(".failed")).isZero();
        Path log = hub.data().resolve("audit");
        assertThat(new AuditVerifier(log, LogKey.parse(Files.readString(log.resolve("log.key")))).verify(List.of()).findings()).isEmpty();
        until("every batch is in the log", () -> hub.number("SELECT count(*) FROM audit.outbox") == 0);
        theClockWasAnHourAhead();
        long last = index(ask());
        hub.part(MerkleLog.class).checkpoint();
        AuditReport report = new AuditVerifier(log, LogKey.parse(Files.readString(log.resolve("log.key")))).verify(List.of());
        assertThat(report.findings()).isEmpty();
        assertThat(report.notes()).anyMatch(note -> note.contains("the clock was set back"));
        breakTheDiskOfTheLog();
        assertThat(ask().statusCode()).as("an answer once the log cannot be written").isEqualTo(503);
        assertThat(List.of(event(whileTheWitnessIsAway), event(last))).containsOnly("QUERY market-system PERMITTED");
        assertThat(hub.number("SELECT count(*) FROM audit.event WHERE kind = 'WITNESSES_MISSING'")).isPositive();
    }

    private HttpResponse<String> ask() {
        return hub.caller().get("/api/v1/datasets/hotline-12345/records?purpose=SERVICE.REQUEST&select=title&limit=1", "Authorization", hub.token("market-system"));
    }

    private long index(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return hub.caller().json(answer).get("auditIndex").asLong();
    }

    private String event(long index) {
        AuditEvent event = LogReader.of(hub.data().resolve("audit")).find(new LogIndex(index)).orElseThrow().event();
        return event.kind() + " " + event.actor() + " " + event.decision();
    }

    private void theClockWasAnHourAhead() {
        hub.part(MerkleLog.class).append(new AuditEvent("ahead", Instant.now().plus(Duration.ofHours(1)), "TEST", "hub", "", "", "", "", "", "", List.of(), "", 0, 0, "DONE", "", List.of(), "", "", "",
                Map.of()));
    }

    /** The next write fails, as on a full disk. */
    private void breakTheDiskOfTheLog() throws ReflectiveOperationException, IOException {
        Object writer = member(MerkleLog.class, "writer", hub.part(MerkleLog.class));
        ((Closeable) member(writer.getClass(), "events", writer)).close();
    }

    private static Object member(Class<?> type, String name, Object of) throws ReflectiveOperationException {
        Field field = type.getDeclaredField(name);
        field.setAccessible(true);
        return field.get(of);
    }

    /** What became of a file at last, tries that were interrupted left out. */
    private TestHub.Delivered finished(String name) {
        until(name + " is done", () -> hub.number("SELECT count(*) FROM intake.delivery WHERE name = ? AND state = 'DONE'", name) == 1);
        return hub.database().sql("SELECT id::text, state, '' AS rule, '' AS message, rows_read AS rows FROM intake.delivery WHERE name = ? AND state = 'DONE'")
                .param(name).query(TestHub.Delivered.class).single();
    }

    private EmbeddedDatabase startDatabase() {
        return EmbeddedDatabase.start(folder.resolve("database"), folder.resolve("database-keys"), 0);
    }

    private long files(String place) throws IOException {
        Path aside = hub.data().resolve("inbox").resolve(HOTLINE).resolve(place);
        try (Stream<Path> found = Files.isDirectory(aside) ? Files.list(aside) : Stream.empty()) {
            return found.count();
        }
    }

    private static byte[] orders(String prefix, int count) {
        List<Map<String, String>> rows = new ArrayList<>();
        for (int row = 0; row < count; row++) {
            rows.add(TestHub.order(prefix + row, "来电号码", "154%08d".formatted(row), "来电人", "赵示例"));
        }
        return TestHub.hotline(List.of(), rows);
    }
}
