package datong.oversight.jdbc;

import datong.audit.AuditEvent;
import datong.audit.EventJson;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.init.ResourceDatabasePopulator;
import org.springframework.jdbc.datasource.init.ScriptUtils;

/** The log's copy in a database of its own, filled without a log. */
final class Copy implements AutoCloseable {
    private static final List<String> MIGRATIONS = List.of("V3__audit", "V26__audit_line", "V32__oversight", "V33__unusual", "V39__audit_years", "V40__canary_read");
    private final EmbeddedPostgres server = EmbeddedPostgres.builder().start();
    private final DataSource database = server.getPostgresDatabase();
    private long next;

    Copy() throws IOException {}

    DataSource database() {
        return database;
    }

    void empty() {
        JdbcClient.create(database).sql("DROP SCHEMA IF EXISTS audit, oversight CASCADE").update();
        ResourceDatabasePopulator migrations = new ResourceDatabasePopulator(MIGRATIONS.stream().map(name -> new ClassPathResource("db/migration/" + name + ".sql")).toArray(Resource[]::new));
        migrations.setSeparator(ScriptUtils.EOF_STATEMENT_SEPARATOR);
        migrations.execute(database);
        next = 0;
    }

    /** Takes away what the copy holds of the log, and nothing that was drawn from it. */
    void clear() {
        JdbcClient.create(database).sql("TRUNCATE audit.event").update();
        next = 0;
    }

    void add(AuditEvent... events) {
        Arrays.stream(events).map(event -> event.time().truncatedTo(ChronoUnit.HOURS)).distinct()
                .forEach(hour -> JdbcClient.create(database).sql("SELECT audit.make_room(?)").param(hour.atOffset(ZoneOffset.UTC)).query((row, number) -> number).list());
        new JdbcTemplate(database).batchUpdate("""
                INSERT INTO audit.event (log_index, id, at, kind, actor, organisation, dataset, purpose, decision, rule, case_number, level_max, records, persons, line)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""", Arrays.stream(events).map(event -> new Object[] {next++, event.id(), event.time().atOffset(ZoneOffset.UTC), event.kind(),
                        event.actor(), event.organisation(), event.dataset(), event.purpose(), event.decision(), event.rule(), event.caseNumber(), event.levelMax(), event.records(), event.persons(),
                        EventJson.write(event)}).toList());
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
