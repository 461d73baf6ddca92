package datong;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import datong.audit.AuditEvent;
import datong.audit.AuditVerifier;
import datong.audit.LogKey;
import datong.audit.LogReader;
import datong.protection.KeyRing;
import datong.protection.Suite;
import datong.protection.bouncycastle.BouncyCastleSuites;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;

/** {@code kill -9} at random moments repeats work and changes no result. More of them: {@code mvn verify -Dkills=20 -Dit.test=KillIT}. */
@Order(Integer.MAX_VALUE)
class KillIT {
    private static final Logger LOG = LoggerFactory.getLogger(KillIT.class);
    private static final Path MAPPINGS = Path.of("src/test/resources/kill");
    private static final int ROWS = 4_000;
    private static final int KILLS = Integer.getInteger("datong.kills");
    private final Random dice = new Random(20261103);

    @TempDir
    Path folder;

    @Test
    void killsInMidBatchLeaveTheLedgerOfAnUndisturbedRun() throws Exception {
        Path file = orders(folder.resolve("orders.csv"));
        PGSimpleDataSource calm = TestDatabase.fresh();
        PGSimpleDataSource troubled = TestDatabase.fresh();
        oneKeyRing();
        long undisturbed = takeToTheEnd(calm, folder.resolve("calm"), file);
        long longest = undisturbed / 2;
        int runs = 0;
        for (int hit = 0; hit < KILLS; runs++) {
            boolean cameToItsEnd = takeAndKill(troubled, folder.resolve("troubled"), file, dice.nextLong(longest));
            longest = cameToItsEnd ? Math.max(50, longest * 3 / 4) : longest;
            hit = cutOff(troubled);
        }
        takeToTheEnd(troubled, folder.resolve("troubled"), file);
        LOG.info("killed {} of {} runs before their end; undisturbed {} ms", KILLS, runs, undisturbed);

        try (TestIntake expected = new TestIntake(calm, folder.resolve("calm"), MAPPINGS, 250);
                TestIntake found = new TestIntake(troubled, folder.resolve("troubled"), MAPPINGS, 250)) {
            assertThat(found.number("SELECT count(*) FROM intake.batch WHERE read_count <> stored_count + unchanged_count + quarantined_count")).isZero();
            assertThat(found.number("SELECT count(*) FROM intake.delivery WHERE state = 'RUNNING'")).isZero();
            assertThat(found.number("SELECT count(*) FROM intake.delivery WHERE state = 'INTERRUPTED'")).isEqualTo(KILLS);
            assertThat(found.number("SELECT sum(read_count) FROM intake.batch b JOIN intake.delivery d ON d.id = b.delivery_id WHERE d.state = 'DONE' AND d.rows_read = "
                    + ROWS + " GROUP BY d.id ORDER BY d.id DESC LIMIT 1")).isEqualTo(ROWS);
            same(found.content(), expected.content());
            same(found.quarantined(), expected.quarantined());
            assertThat(relations(found)).isPositive().isEqualTo(relations(expected));
            assertThat(found.number("SELECT count(*) FROM audit.outbox")).isZero();
            everyBatchStandsInTheLogOnce(found);
        }
    }

    /** Digests of personal keys are compared, so both runs digest with the same key. */
    private void oneKeyRing() throws IOException {
        Path ring = KeyRing.create(folder.resolve("calm/keys"), Suite.INTERNATIONAL, new BouncyCastleSuites()).folder();
        Path copy = OwnerOnly.folder(folder.resolve("troubled/keys"));
        try (Stream<Path> files = Files.list(ring)) {
            for (Path file : files.toList()) {
                Files.copy(file, copy.resolve(file.getFileName()), StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
    }

    /** Names the first differences only: a whole ledger is no message. */
    private static void same(List<String> found, List<String> expected) {
        assertThat(found).isNotEmpty().hasSameSizeAs(expected);
        Set<String> known = new HashSet<>(expected);
        assertThat(found.stream().filter(one -> !known.contains(one)).limit(5)).isEmpty();
        assertThat(new HashSet<>(found)).hasSameSizeAs(known);
    }

    /** Relations whose ends are both there, and as many as there are at all. */
    private static long relations(TestIntake intake) {
        long whole = intake.number("SELECT count(*) FROM ledger.relation r JOIN ledger.person p ON p.record_id = r.from_id JOIN ledger.matter m ON m.record_id = r.to_id");
        assertThat(intake.number("SELECT count(*) FROM ledger.relation")).isEqualTo(whole);
        return whole;
    }

    private void everyBatchStandsInTheLogOnce(TestIntake intake) throws IOException {
        Path log = folder.resolve("troubled/audit");
        assertThat(new AuditVerifier(log, LogKey.parse(Files.readString(log.resolve("log.key")))).verify(List.of()).findings()).isEmpty();
        List<String> logged = new ArrayList<>();
        LogReader reader = LogReader.of(log);
        for (long from = 0; from < reader.size(); ) {
            List<LogReader.Entry> entries = reader.read(from, 1000);
            entries.stream().map(LogReader.Entry::event).filter(event -> event.kind().equals("BATCH")).map(AuditEvent::details)
                    .forEach(details -> logged.add(com.github.f4b6a3.ulid.Ulid.from(details.get("batch")).toUuid().toString()));
            from += entries.size();
        }
        assertThat(logged).containsExactlyInAnyOrderElementsOf(intake.database().sql("SELECT id::text FROM intake.batch").query(String.class).list());
    }

    /** Returns the milliseconds it took. */
    private static long takeToTheEnd(PGSimpleDataSource database, Path place, Path file) throws Exception {
        Process process = take(database, place, file);
        try (BufferedReader lines = process.inputReader()) {
            String last = lines.lines().filter(line -> line.startsWith("DONE")).findFirst().orElse("");
            assertThat(last).as("the process said nothing of an end").contains("Done[");
            assertThat(process.waitFor()).isZero();
            return Long.parseLong(last.split(" ")[1]);
        }
    }

    /** Deliveries that began and never ended: a kill before the first row of the delivery, or behind its end, hit nothing. */
    private static int cutOff(PGSimpleDataSource database) {
        JdbcClient sql = JdbcClient.create(database);
        await().atMost(Duration.ofMinutes(10)).until(() -> sql.sql("SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()").query(Long.class).single() == 0);
        return sql.sql("SELECT count(*) FROM intake.delivery WHERE state IN ('RUNNING', 'INTERRUPTED')").query(Integer.class).single();
    }

    /** Whether the end came before the kill. */
    private static boolean takeAndKill(PGSimpleDataSource database, Path place, Path file, long milliseconds) throws Exception {
        Process process = take(database, place, file);
        try (BufferedReader lines = process.inputReader()) {
            String line = lines.readLine();
            while (line != null && !line.equals("TAKING")) {
                line = lines.readLine();
            }
            assertThat(line).as("the process did not begin").isEqualTo("TAKING");
            process.waitFor(milliseconds, TimeUnit.MILLISECONDS);
            process.toHandle().destroyForcibly();
            process.waitFor();
            return lines.lines().anyMatch(rest -> rest.startsWith("DONE"));
        }
    }

    private static Process take(PGSimpleDataSource database, Path place, Path file) throws IOException {
        return new ProcessBuilder(ProcessHandle.current().info().command().orElseThrow(), "-Xmx256m", "-Duser.timezone=UTC", "--enable-native-access=ALL-UNNAMED",
                "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-cp", System.getProperty("surefire.real.class.path", System.getProperty("java.class.path")), TakeOneFile.class.getName(),
                database.getUrl(), database.getUser(), database.getPassword(), place.toString(), MAPPINGS.toString(), "orders", file.toString(), "250")
                .redirectError(ProcessBuilder.Redirect.INHERIT).start();
    }

    /** One in ten rows comes twice, half of them with another title; one in fifty cannot be stored. */
    private Path orders(Path file) throws IOException {
        StringBuilder text = new StringBuilder("number,title,at,caller,phone\n");
        for (int row = 0; row < ROWS; row++) {
            int number = row % 10 == 9 ? dice.nextInt(row) : row;
            String at = row % 50 == 7 ? "whenever " + row : "2026-11-03 08:%02d:%02d".formatted(number / 60 % 60, number % 60);
            String title = row % 20 == 19 ? "again " + row : "order " + number;
            text.append("N-").append(number).append(',').append(title).append(',').append(at).append(",赵示例,154%08d\n".formatted(number % 5000));
        }
        return Files.writeString(file, text);
    }
}
