package datong.northbound.jdbc;

import datong.audit.AuditEvent;
import datong.audit.EventJson;
import datong.northbound.Report;
import datong.northbound.Reports;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The table {@code northbound.report}. */
public final class JdbcReports implements Reports {
    private final JdbcClient database;
    private final TransactionTemplate transactions;
    private final Runnable committed;

    /** @param committed to be called after each commit: moves the outbox into the log */
    public JdbcReports(DataSource database, Runnable committed) {
        this.database = JdbcClient.create(database);
        this.transactions = new TransactionTemplate(new DataSourceTransactionManager(database));
        this.committed = committed;
    }

    @Override
    public Set<String> unknown(Collection<String> keys) {
        Set<String> unknown = new TreeSet<>(keys);
        database.sql("SELECT key FROM northbound.report WHERE key = ANY (?)").param(keys.toArray(String[]::new)).query(String.class).list().forEach(unknown::remove);
        return unknown;
    }

    @Override
    public void enter(List<Report> reports) {
        transactions.executeWithoutResult(status -> reports.forEach(report -> database.sql("INSERT INTO northbound.report (key, kind, body, entered_at) VALUES (?, ?, ?::jsonb, ?) "
                + "ON CONFLICT DO NOTHING").params(report.key(), report.kind().name(), report.body(), at(report.enteredAt())).update()));
    }

    @Override
    public Optional<Report> next() {
        return database.sql("SELECT * FROM northbound.report WHERE state = 'WAITING' ORDER BY seq LIMIT 1").query((row, number) -> report(row)).optional();
    }

    @Override
    public void tried(String key) {
        database.sql("UPDATE northbound.report SET tries = tries + 1 WHERE key = ?").param(key).update();
    }

    @Override
    public boolean sent(String key, Instant at, AuditEvent event) {
        return noted(event, "UPDATE northbound.report SET state = 'SENT', settled_at = ?, refusal = '' WHERE key = ? AND state = 'WAITING'", at(at), key);
    }

    @Override
    public boolean refused(String key, Instant at, String why, AuditEvent event) {
        return noted(event, "UPDATE northbound.report SET state = 'REFUSED', settled_at = ?, refusal = ? WHERE key = ? AND state = 'WAITING'", at(at), why, key);
    }

    @Override
    public boolean again(String key, AuditEvent event) {
        return noted(event, "UPDATE northbound.report SET state = 'WAITING', settled_at = NULL WHERE key = ? AND state = 'REFUSED'", key);
    }

    private boolean noted(AuditEvent event, String sql, Object... values) {
        boolean done = Boolean.TRUE.equals(transactions.execute(status -> {
            boolean changed = database.sql(sql).params(values).update() == 1;
            if (changed) {
                database.sql("INSERT INTO audit.outbox (id, event) VALUES (?, ?)").params(event.id(), EventJson.write(event)).update();
            }
            return changed;
        }));
        committed.run();
        return done;
    }

    @Override
    public List<Report> in(Report.State state, int most) {
        return database.sql("SELECT * FROM northbound.report WHERE state = ? ORDER BY seq DESC LIMIT ?").params(state.name(), most).query((row, number) -> report(row)).list();
    }

    @Override
    public Map<Report.State, Long> counts() {
        Map<Report.State, Long> counts = new EnumMap<>(Report.State.class);
        for (Report.State state : Report.State.values()) {
            counts.put(state, 0L);
        }
        database.sql("SELECT state, count(*) FROM northbound.report GROUP BY state").query((ResultSet row) -> {
            counts.put(Report.State.valueOf(row.getString(1)), row.getLong(2));
        });
        return counts;
    }

    private static Report report(ResultSet row) throws SQLException {
        return new Report(row.getString("key"), Report.Kind.valueOf(row.getString("kind")), row.getString("body"), row.getObject("entered_at", OffsetDateTime.class).toInstant(),
                Report.State.valueOf(row.getString("state")), row.getInt("tries"), Optional.ofNullable(row.getObject("settled_at", OffsetDateTime.class)).map(OffsetDateTime::toInstant),
                row.getString("refusal"));
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
