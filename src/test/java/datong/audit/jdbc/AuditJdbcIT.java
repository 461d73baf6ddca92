package datong.audit.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import datong.audit.AuditEvent;
import datong.audit.Ed25519Signer;
import datong.audit.EventJson;
import datong.audit.LogReader;
import datong.audit.MerkleLog;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
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
        new ResourceDatabasePopulator(new ClassPathResource("db/migration/V3__audit.sql"), new ClassPathResource("db/migration/V26__audit_line.sql")).execute(dataSource);
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
        database.sql("INSERT INTO audit.event VALUES (0,'x',now(),'','','','','','','','','',0,0,'{}')").update();
        log.append(event("a", "QUERY", "PERMITTED"));
        try (AuditProjection projection = new AuditProjection(dataSource, log.reader())) {
            projection.catchUp();
            assertThat(found(projection, AuditProjection.Filter.none())).containsExactly("a");
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

    private static AuditEvent event(String id, String kind, String decision) {
        return new AuditEvent(id, Instant.parse("2026-11-03T04:05:06Z"), kind, "u-17", "11110199MB00DEM264", "", "", "SERVICE.REQUEST", "",
                "hotline-12345", List.of(), "L3", 1, 1, decision, "matter.policy.yaml:3", List.of(), "p-1", "", "", Map.of());
    }
}
