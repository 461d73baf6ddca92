package datong.audit.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import datong.audit.AuditEvent;
import datong.audit.Ed25519Signer;
import datong.audit.EventJson;
import datong.audit.LogDisposal;
import datong.audit.LogReader;
import datong.audit.MerkleLog;
import datong.audit.OwnEvents;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.init.ResourceDatabasePopulator;
import org.springframework.jdbc.datasource.init.ScriptUtils;

class AuditJdbcIT {
    private static EmbeddedPostgres server;
    @TempDir
    Path folder;
    private DataSource dataSource;
    private JdbcClient database;
    private MerkleLog log;

    @BeforeAll
    static void startServer() throws IOException {
        server = EmbeddedPostgres.builder().start();
    }

    @AfterAll
    static void stopServer() throws IOException {
        server.close();
    }

    @BeforeEach
    void emptyTablesAndALog() {
        dataSource = server.getPostgresDatabase();
        database = JdbcClient.create(dataSource);
        database.sql("DROP SCHEMA IF EXISTS audit CASCADE").update();
        ResourceDatabasePopulator migrations = new ResourceDatabasePopulator(new ClassPathResource("db/migration/V3__audit.sql"), new ClassPathResource("db/migration/V26__audit_line.sql"),
                new ClassPathResource("db/migration/V39__audit_years.sql"));
        migrations.setSeparator(ScriptUtils.EOF_STATEMENT_SEPARATOR);
        migrations.execute(dataSource);
        log = MerkleLog.open(MerkleLog.Settings.of(folder, "datong.test/log"), List.of(Ed25519Signer.generate("test")), Clock.systemUTC());
    }

    @AfterEach
    void close() {
        log.close();
    }

    @Test
    void whatWaitsIsMovedIntoTheLogInOrderAndLeavesTheOutbox() {
        waiting(IntStream.range(0, 2500).mapToObj(each -> "e-" + each).toArray(String[]::new));
        assertThat(new OutboxDrain(dataSource, log).drain()).isEqualTo(2500);
        assertThat(ids()).containsExactlyElementsOf(IntStream.range(0, 2500).mapToObj(each -> "e-" + each).toList());
        assertThat(left()).isZero();
    }

    @Test
    void anEventAppendedBeforeACrashIsNotAppendedAgain() {
        log.append(event("before", "QUERY", "PERMITTED"));
        waiting("twice");
        waiting("never tried");
        database.sql("UPDATE audit.outbox SET drain_from = 1 WHERE id = 'twice'").update();
        log.append(event("twice", "BATCH", "DONE"));
        log.append(event("behind", "QUERY", "PERMITTED"));

        assertThat(new OutboxDrain(dataSource, log).drain()).isEqualTo(1);
        assertThat(ids()).containsExactly("before", "twice", "behind", "never tried");
        assertThat(left()).isZero();
    }

    @Test
    void anEventWhoseAttemptNeverReachedTheLogIsAppended() {
        waiting("tried");
        database.sql("UPDATE audit.outbox SET drain_from = 0").update();
        new OutboxDrain(dataSource, log).drain();
        assertThat(ids()).containsExactly("tried");
    }

    @Test
    void theProjectionFindsByEachFilter() {
        log.append(event("a", "QUERY", "PERMITTED"));
        log.append(event("b", "QUERY", "DENIED"));
        log.append(event("c", "RELEASE", "PERMITTED"));
        try (AuditProjection projection = new AuditProjection(dataSource, log.reader())) {
            projection.catchUp();
            assertThat(found(projection, filter("kind", "QUERY"))).containsExactly("b", "a");
            assertThat(found(projection, filter("decision", "DENIED"))).containsExactly("b");
            assertThat(found(projection, filter("actor", "nobody"))).isEmpty();
            assertThat(found(projection, filter("actor", "u-17"))).hasSize(3);
            assertThat(found(projection, filter("organisation", "11110199MB00DEM264"))).hasSize(3);
            assertThat(found(projection, filter("dataset", "hotline-12345"))).hasSize(3);
            assertThat(found(projection, filter("purpose", "SERVICE.REQUEST"))).hasSize(3);
            assertThat(found(projection, filter("rule", "POLICY.yaml"))).hasSize(3);
            assertThat(found(projection, filter("from", "2026-11-04T00:00:00Z"))).isEmpty();
            assertThat(found(projection, filter("to", "2026-11-04T00:00:00Z"))).hasSize(3);
            assertThat(projection.search(AuditProjection.Filter.none(), Optional.of(2L), 1)).singleElement()
                    .extracting(AuditProjection.Found::event).isEqualTo(event("b", "QUERY", "DENIED"));
            assertThat(projection.kinds()).containsExactly("QUERY", "RELEASE");
            assertThat(projection.countsByDay(AuditProjection.Filter.none(), ZoneOffset.UTC)).extracting(AuditProjection.DayCount::events)
                    .containsExactly(1L, 2L);
            assertThat(projection.prove(1).holds()).isTrue();
        }
    }

    @Test
    void aProjectionOfAnotherLogIsBuiltAnew() {
        database.sql("SELECT audit.make_room(now())").query((row, number) -> number).list();
        database.sql("INSERT INTO audit.event VALUES (0,'x',now(),'','','','','','','','','',0,0,'{}')").update();
        log.append(event("a", "QUERY", "PERMITTED"));
        try (AuditProjection projection = new AuditProjection(dataSource, log.reader())) {
            projection.catchUp();
            assertThat(found(projection, AuditProjection.Filter.none())).containsExactly("a");
        }
    }

    @Test
    void eachYearOfTheDistrictHasATableOfItsOwnAndSearchesReadAllOfThem() {
        log.append(dated("a", "2024-12-31T15:59:59Z"));
        log.append(dated("b", "2024-12-31T16:00:00Z"));
        log.append(dated("c", "2026-11-03T04:05:06Z"));
        try (AuditProjection projection = new AuditProjection(dataSource, log.reader())) {
            projection.catchUp();
            assertThat(found(projection, AuditProjection.Filter.none())).containsExactly("c", "b", "a");
            assertThat(database.sql("SELECT tableoid::regclass::text FROM audit.event ORDER BY log_index").query(String.class).list())
                    .containsExactly("audit.event_2024", "audit.event_2025", "audit.event_2026");
        }
        try (AuditProjection again = new AuditProjection(dataSource, log.reader())) {
            log.append(dated("d", "2025-06-01T00:00:00Z"));
            again.catchUp();
            assertThat(found(again, AuditProjection.Filter.none())).containsExactly("d", "c", "b", "a");
        }
    }

    @Test
    void whatTheLogWasDisposedOfLeavesTheCopyByWholeYearsAndTheRestByRows() {
        log.close();
        log = MerkleLog.open(new MerkleLog.Settings(folder.resolve("old"), "datong.test/log", 1, Duration.ofMillis(50), Duration.ofMinutes(1)), List.of(Ed25519Signer.generate("test")), Clock.systemUTC());
        List.of("2021-06-01", "2022-06-01", "2022-07-01", "2022-08-01", "2026-01-01").forEach(day -> log.append(dated(day, day + "T00:00:00Z")));
        try (AuditProjection projection = new AuditProjection(dataSource, log.reader())) {
            projection.catchUp();
            LogDisposal disposal = new LogDisposal(folder.resolve("old"), log, new OwnEvents(log, () -> "own", Clock.systemUTC()));
            disposal.dispose(disposal.olderThan(Instant.parse("2022-06-15T00:00:00Z")).orElseThrow(), Map.of());
            assertThat(projection.forgetDisposed()).contains(Instant.parse("2022-07-01T00:00:00Z"));
            assertThat(found(projection, AuditProjection.Filter.none())).containsExactly("own", "2026-01-01", "2022-08-01", "2022-07-01");
            assertThat(database.sql("SELECT count(*) FROM pg_inherits WHERE inhparent = 'audit.event'::regclass AND inhrelid::regclass::text = 'audit.event_2021'").query(Long.class).single()).isZero();
            projection.rebuild();
            assertThat(found(projection, AuditProjection.Filter.none())).hasSize(4);
        }
        try (AuditProjection again = new AuditProjection(dataSource, log.reader())) {
            log.append(dated("late", "2021-12-01T00:00:00Z"));
            again.catchUp();
            assertThat(found(again, AuditProjection.Filter.none())).hasSize(5).first().isEqualTo("late");
        }
    }

    @Test
    void anActorWithANulCharacterDoesNotStopTheProjection() {
        log.append(event("nul\0", "QUERY", "PERMITTED"));
        try (AuditProjection projection = new AuditProjection(dataSource, log.reader())) {
            projection.catchUp();
            assertThat(projection.count(AuditProjection.Filter.none())).isEqualTo(1);
        }
    }

    @Test
    void anEventOfEndlessTextsDoesNotStopTheProjection() {
        String endless = new java.util.Random(7).ints(20_000, 0x4E00, 0x9FA5).collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append).toString();
        AuditEvent one = event("long", "QUERY", "PERMITTED");
        log.append(new AuditEvent(one.id(), one.time(), one.kind(), endless, endless, endless, endless, endless, "", endless, one.items(), "", 0, 0, one.decision(), endless, List.of(), "", "", "", Map.of()));
        try (AuditProjection projection = new AuditProjection(dataSource, log.reader())) {
            projection.catchUp();
            assertThat(found(projection, filter("actor", endless))).containsExactly("long");
        }
    }

    private void waiting(String... ids) {
        new JdbcTemplate(dataSource).batchUpdate("INSERT INTO audit.outbox (id, event) VALUES (?, ?)",
                Stream.of(ids).map(id -> new Object[] {id, EventJson.write(event(id, "BATCH", "DONE"))}).toList());
    }

    private long left() {
        return database.sql("SELECT count(*) FROM audit.outbox").query(Long.class).single();
    }

    private List<String> ids() {
        LogReader reader = log.reader();
        return reader.read(0, 10_000).stream().map(entry -> entry.event().id()).toList();
    }

    private static List<String> found(AuditProjection projection, AuditProjection.Filter filter) {
        return projection.search(filter, Optional.empty(), 100).stream().map(each -> each.event().id()).toList();
    }

    private static AuditProjection.Filter filter(String name, String value) {
        Map<String, String> given = Map.of(name, value);
        return new AuditProjection.Filter(Optional.ofNullable(given.get("from")).map(Instant::parse),
                Optional.ofNullable(given.get("to")).map(Instant::parse), Optional.ofNullable(given.get("actor")),
                Optional.ofNullable(given.get("organisation")), Optional.ofNullable(given.get("dataset")), Optional.ofNullable(given.get("kind")),
                Optional.ofNullable(given.get("decision")), Optional.ofNullable(given.get("purpose")), Optional.ofNullable(given.get("rule")));
    }

    private static AuditEvent dated(String id, String time) {
        return event(id, Instant.parse(time), "QUERY", "PERMITTED");
    }

    private static AuditEvent event(String id, String kind, String decision) {
        return event(id, Instant.parse("2026-11-03T04:05:06Z"), kind, decision);
    }

    private static AuditEvent event(String id, Instant time, String kind, String decision) {
        return new AuditEvent(id, time, kind, "u-17", "11110199MB00DEM264", "", "", "SERVICE.REQUEST", "",
                "hotline-12345", List.of(), "L3", 1, 1, decision, "matter.policy.yaml:3", List.of(), "p-1", "", "", Map.of());
    }
}
