package datong;

import static org.assertj.core.api.Assertions.assertThat;

import datong.audit.LogIndex;
import datong.audit.LogReader;
import datong.web.security.Caller;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A whole hub killed with its own database in mid-file: the next start takes the file to its end. */
@Order(Integer.MAX_VALUE)
class HubKillIT {
    private static final int ROWS = 8_000;
    private static final String CASES = "CREATE TABLE cases (case_no text PRIMARY KEY, item_code text, item_name text, implement_code text, case_type text, applicant_type text, "
            + "applicant_name text, id_type text, id_number text, contact_name text, contact_phone text, department text, department_uscc text, applied_at timestamp, accepted_at timestamp, "
            + "promised text, promised_by date, finished_at timestamp, status text, result text, delivery text, rating int, rated_at timestamptz, updated_at timestamptz NOT NULL DEFAULT now())";
    @TempDir
    Path folder;

    private final List<Process> started = new ArrayList<>();
    private String address;

    /** A hub that is asked to stop stops its database too. */
    @AfterEach
    void leaveNothingRunning() {
        started.forEach(Process::destroy);
        started.forEach(process -> process.onExit().completeOnTimeout(process, 600, java.util.concurrent.TimeUnit.SECONDS).join());
    }

    @Test
    void aHubKilledWithItsOwnDatabaseTakesTheFileAgainAtItsNextStart() throws Exception {
        Path inbox = Files.createDirectories(folder.resolve("data/inbox/hotline-12345"));
        Process first = start();
        JdbcClient database = database();
        Queue<Long> answered = askUntilItIsKilled();
        TestHub.until("a few questions are answered", () -> answered.size() > 20);
        drop(inbox);
        TestHub.until("a batch is stored", () -> number(database, "SELECT count(*) FROM intake.batch") > 0);
        long before = kill(first);

        Process second = start();
        JdbcClient again = database();
        TestHub.until("the file is done", () -> number(again, "SELECT count(*) FROM intake.delivery WHERE state = 'DONE'") == 1);
        long stored = number(again, "SELECT count(*) FROM ledger.matter");
        long unbalanced = number(again, "SELECT count(*) FROM intake.batch WHERE read_count <> stored_count + unchanged_count + quarantined_count");
        long running = number(again, "SELECT count(*) FROM intake.delivery WHERE state = 'RUNNING'");
        long history = number(again, "SELECT count(*) FROM ledger.matter_history");
        List<String> events = events(answered);
        second.destroy();

        assertThat(events).as("events of what was answered").isNotEmpty().containsOnly("QUERY market-system PERMITTED");
        assertThat(second.waitFor(Duration.ofMinutes(10))).as("the hub stops when asked").isTrue();
        assertThat(before).as("rows stored before the kill").isLessThan(ROWS);
        assertThat(List.of(stored, unbalanced, running, history)).containsExactly((long) ROWS, 0L, 0L, 0L);
    }

    @Test
    void aHubKilledWhileItFollowsATableLosesAndDoublesNothing() throws Exception {
        try (EmbeddedPostgres server = EmbeddedPostgres.builder().setOverrideWorkingDirectory(EmbeddedDatabase.program(folder.resolve("data")).toFile())
                .setServerConfig("wal_level", "logical").setPGStartupWait(Duration.ofMinutes(10)).start()) {
            JdbcClient source = JdbcClient.create(server.getPostgresDatabase());
            source.sql(CASES).update();
            source.sql("ALTER TABLE cases REPLICA IDENTITY FULL").update();
            source.sql("INSERT INTO cases (case_no, item_name, status, applied_at) VALUES ('first', '居住证办理', '受理', '2026-11-02 09:11:00')").update();
            String[] channel = {"--service-cases-cdc.table=public.cases", "--service-cases-cdc.url=" + server.getJdbcUrl("postgres", "postgres").replaceAll("\\?.*", ""),
                "--service-cases-cdc.user=postgres", "--service-cases-cdc.password-file=" + Files.writeString(folder.resolve("cdc.password"), "postgres"), "--service-cases-cdc.pause=300"};
            Process hub = start(channel);
            TestHub.until("the table was read", () -> number(database(), "SELECT count(*) FROM ledger.matter") == 1);
            for (int round = 0; round < 3; round++) {
                String cases = "r" + round + "-";
                source.sql("INSERT INTO cases (case_no, item_name, status, applied_at) SELECT ? || n, '居住证办理', '受理', '2026-11-02 09:11:00' FROM generate_series(1, 3000) n").param(cases).update();
                source.sql("UPDATE cases SET status = '办结' WHERE case_no LIKE ?").param(cases + "%1").update();
                source.sql("DELETE FROM cases WHERE case_no LIKE ?").param(cases + "%2").update();
                TestHub.until("some of it is in", () -> number(database(), "SELECT count(*) FROM ledger.matter WHERE source_key LIKE '" + cases + "%'") > 0);
                kill(hub);
                hub = start(channel);
            }
            source.sql("INSERT INTO cases (case_no, item_name, status, applied_at) VALUES ('last', '居住证办理', '受理', '2026-11-02 09:11:00')").update();
            JdbcClient ledger = database();
            TestHub.until("all is in", () -> number(ledger, "SELECT count(*) FROM ledger.matter WHERE source_key = 'last'") == 1);

            assertThat(number(ledger, "SELECT count(*) FROM ledger.matter")).isEqualTo(number(source, "SELECT count(*) FROM cases")).isEqualTo(8_102);
            assertThat(number(ledger, "SELECT count(*) FROM ledger.matter WHERE status = 'CLOSED'")).isEqualTo(number(source, "SELECT count(*) FROM cases WHERE status = '办结'"));
            assertThat(number(ledger, "SELECT count(*) FROM ledger.matter_history WHERE removal = 'DELETED'")).isEqualTo(900);
            assertThat(number(ledger, "SELECT count(*) FROM ledger.matter_history WHERE removal IS NULL")).as("each case was changed once").isEqualTo(900);
            hub.destroy();
            assertThat(hub.waitFor(Duration.ofMinutes(10))).as("the hub lets go of the server's log").isTrue();
        }
    }

    /** Gives the places in the log that answers named, as they come. */
    private Queue<Long> askUntilItIsKilled() {
        Caller caller = new Caller(address);
        String token = "Bearer " + caller.token("market-system", TestHub.secret(folder.resolve("data"), "market-system"), "records");
        Queue<Long> answered = new ConcurrentLinkedQueue<>();
        Thread.ofVirtual().start(() -> {
            try {
                while (true) {
                    answered.add(caller.json(caller.get("/api/v1/datasets/hotline-12345/records?purpose=SERVICE.REQUEST&select=title&limit=1", "Authorization", token)).get("auditIndex").asLong());
                }
            } catch (RuntimeException killed) {
                LoggerFactory.getLogger(HubKillIT.class).debug("no more is answered: {}", killed.getMessage());
            }
        });
        return answered;
    }

    private List<String> events(Collection<Long> indexes) {
        LogReader log = LogReader.of(folder.resolve("data/audit"));
        return indexes.stream().map(index -> log.find(new LogIndex(index)).orElseThrow().event()).map(event -> event.kind() + " " + event.actor() + " " + event.decision()).toList();
    }

    /** The hub first, then its database, without a chance to say goodbye; gives how many rows were stored at most. */
    private long kill(Process hub) throws Exception {
        long postmaster = Long.parseLong(Files.readAllLines(folder.resolve("data/postgres/postmaster.pid")).getFirst().strip());
        long stored = number(database(), "SELECT count(*) FROM ledger.matter");
        hub.toHandle().destroyForcibly();
        ProcessHandle.of(postmaster).ifPresent(ProcessHandle::destroyForcibly);
        hub.waitFor();
        return stored;
    }

    private Process start(String... further) throws IOException {
        TestHub.signingKey(folder.resolve("data"));
        List<String> command = new ArrayList<>(List.of(ProcessHandle.current().info().command().orElseThrow(), "-Xmx512m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Duser.timezone=UTC",
                "--enable-native-access=ALL-UNNAMED", "-cp", System.getProperty("surefire.real.class.path", System.getProperty("java.class.path")),
                DatongApplication.class.getName(), "--server.port=0", "--datong.data=" + folder.resolve("data"), "--datong.sample.load=false",
                "--datong.intake.batch=500"));
        command.addAll(List.of(further));
        Process hub = new ProcessBuilder(command).redirectErrorStream(true).start();
        started.add(hub);
        List<String> said = new ArrayList<>();
        BufferedReader lines = hub.inputReader();
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            said.add(line);
            if (line.contains("打通 Datong")) {
                address = line.replaceFirst(".*(http://localhost:\\d+).*", "$1");
                TestHub.readOn(lines, rest -> { });
                return hub;
            }
        }
        throw new AssertionError("the hub did not start: " + String.join("\n", said));
    }

    private JdbcClient database() throws IOException {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl("jdbc:postgresql://localhost:" + Files.readString(folder.resolve("data/database.port")).strip() + "/postgres");
        source.setUser("postgres");
        source.setPassword(Files.readString(folder.resolve("data-keys/database.password")).strip());
        return JdbcClient.create(source);
    }

    private static long number(JdbcClient database, String sql) {
        return database.sql(sql).query(Long.class).single();
    }

    private void drop(Path inbox) throws IOException {
        List<Map<String, String>> rows = new ArrayList<>();
        for (int row = 0; row < ROWS; row++) {
            rows.add(TestHub.order("K-" + row, "来电号码", "154%08d".formatted(row), "来电人", "赵示例"));
        }
        Path draft = Files.write(folder.resolve("orders.csv"), TestHub.hotline(List.of(), rows));
        Files.move(draft, inbox.resolve("orders.csv"), StandardCopyOption.ATOMIC_MOVE);
    }
}
