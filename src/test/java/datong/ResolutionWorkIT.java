package datong;

import static org.assertj.core.api.Assertions.assertThat;

import datong.protection.KeyPurpose;
import datong.resolution.EvidenceKeys;
import datong.resolution.Gazetteer;
import datong.resolution.Knowledge;
import datong.resolution.Organisations;
import datong.resolution.Rules;
import datong.resolution.Successions;
import datong.resolution.Topics;
import datong.resolution.jdbc.ResolutionPass;
import datong.sample.BenchPersons;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** The work for a portion does not grow with what is there already: counted in rows that PostgreSQL reads, not in time. */
class ResolutionWorkIT {
    private static final int PORTION = 500;
    private static final String MAPPING = "bench-persons.mapping.yaml";
    private static final Knowledge KNOWLEDGE = new Knowledge(Rules.STANDARD, new Topics(List.of(), List.of()), new Gazetteer(List.of()), new Organisations(List.of()),
            new Successions(List.of(), Map.of()));
    @TempDir
    private Path folder;
    private TestIntake hub;
    private SingleConnectionDataSource connection;
    private ResolutionPass pass;
    private int person = 1;

    /** Rows of resolution's tables. */
    private record Work(long scanned, long lookedUp) {
        Work minus(Work before) {
            return new Work(scanned - before.scanned, lookedUp - before.lookedUp);
        }
    }

    private void start() throws IOException, SQLException {
        Path mappings = Files.createDirectories(folder.resolve("mappings"));
        try (InputStream mapping = datong.bench.ResolutionBench.class.getResourceAsStream(MAPPING)) {
            Files.copy(mapping, mappings.resolve(MAPPING));
        }
        hub = new TestIntake(TestDatabase.fresh(), folder, mappings, PORTION);
        Connection physical = hub.pool().getConnection();
        connection = new SingleConnectionDataSource(physical, true);
        pass = new ResolutionPass(connection, TestIntake.SCHEMA, hub.vault(), new EvidenceKeys(hub.ring().digest(KeyPurpose.RESOLUTION)),
                () -> new ResolutionPass.Held(KNOWLEDGE, "test"), hub::drain, Clock.systemUTC(), PORTION);
    }

    @AfterEach
    void close() {
        connection.destroy();
        hub.close();
    }

    private void deliver(int records) throws IOException {
        Path file = folder.resolve("persons-" + person + ".csv");
        person = new BenchPersons(20261122).write(file, person, records);
        hub.take("bench-persons", file);
    }

    /** Told by the session that did the work, which keeps its counts to itself for a while unless it is asked. */
    private Work soFar() throws SQLException {
        connection.getConnection().setAutoCommit(true);
        JdbcClient sql = JdbcClient.create(connection);
        sql.sql("SELECT pg_stat_force_next_flush()::text").query(String.class).single();
        return sql.sql("SELECT (SELECT sum(seq_tup_read) FROM pg_stat_user_tables WHERE schemaname = 'resolution' AND relname NOT IN ('cursor', 'division', 'looked_at')), "
                + "(SELECT sum(idx_tup_read) FROM pg_stat_user_indexes WHERE schemaname = 'resolution' AND relname <> 'looked_at')")
                .query((row, index) -> new Work(row.getLong(1), row.getLong(2))).single();
    }

    private Work ofNext(int records) throws IOException, SQLException {
        deliver(records);
        Work before = soFar();
        assertThat(pass.run().records()).isEqualTo(records);
        return soFar().minus(before);
    }

    @Test
    void aPortionReadsAsManyRowsInTheEndAsAtFirstAndNoTableWhole() throws Exception {
        start();
        ofNext(1_000);
        Work early = ofNext(PORTION);
        ofNext(10_000);
        Work late = ofNext(PORTION);

        assertThat(late.scanned()).as("rows read without an index").isZero();
        assertThat(late.lookedUp()).as("rows looked up for %d records, after %d at first", PORTION, early.lookedUp()).isPositive().isLessThan(early.lookedUp() * 3 / 2);
    }
}
