package datong.disposal.jdbc;

import datong.audit.AuditEvent;
import datong.audit.EventJson;
import datong.disposal.Certificate;
import datong.disposal.Certificates;
import datong.disposal.Rule;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The table {@code disposal.certificate}. */
public final class JdbcCertificates implements Certificates {
    private final JdbcClient database;
    private final TransactionTemplate transactions;
    private final Runnable committed;

    /** @param committed to be called after each commit: moves the outbox into the log */
    public JdbcCertificates(DataSource database, Runnable committed) {
        this.database = JdbcClient.create(database);
        this.transactions = new TransactionTemplate(new DataSourceTransactionManager(database));
        this.committed = committed;
    }

    @Override
    public void begin(Certificate begun) {
        database.sql("INSERT INTO disposal.certificate (id, what, scope, rule, cutoff, started_at, pieces, digest) VALUES (?, ?, ?, ?, ?, ?, ?, ?)")
                .params(begun.id(), begun.what().name(), begun.scope(), begun.rule(), at(begun.cutoff()), at(begun.started()), begun.pieces(), begun.digest()).update();
    }

    @Override
    public void add(String id, List<String> pieces) {
        String before = database.sql("SELECT digest FROM disposal.certificate WHERE id = ? FOR UPDATE").param(id).query(String.class).single();
        database.sql("UPDATE disposal.certificate SET pieces = pieces + ?, digest = ? WHERE id = ?").params(pieces.size(), Certificates.digest(before, pieces), id).update();
    }

    @Override
    public void finish(String id, Instant at, AuditEvent event) {
        transactions.executeWithoutResult(status -> {
            int rows = database.sql("UPDATE disposal.certificate SET finished_at = ? WHERE id = ? AND finished_at IS NULL").params(at(at), id).update();
            if (rows == 1) {
                database.sql("INSERT INTO audit.outbox (id, event) VALUES (?, ?)").params(event.id(), EventJson.write(event)).update();
            }
        });
        committed.run();
    }

    @Override
    public Certificate find(String id) {
        return read("WHERE id = ?", id).getFirst();
    }

    @Override
    public List<Certificate> unfinished() {
        return read("WHERE finished_at IS NULL ORDER BY id");
    }

    @Override
    public List<Certificate> newest(int most) {
        return read("ORDER BY id DESC LIMIT ?", most);
    }

    private List<Certificate> read(String where, Object... values) {
        return database.sql("SELECT * FROM disposal.certificate " + where).params(values).query((row, number) -> certificate(row)).list();
    }

    private static Certificate certificate(ResultSet row) throws SQLException {
        return new Certificate(row.getString("id"), Rule.Kind.valueOf(row.getString("what")), row.getString("scope"), row.getString("rule"),
                row.getObject("cutoff", OffsetDateTime.class).toInstant(), row.getObject("started_at", OffsetDateTime.class).toInstant(),
                Optional.ofNullable(row.getObject("finished_at", OffsetDateTime.class)).map(OffsetDateTime::toInstant), row.getLong("pieces"), row.getString("digest"));
    }

    static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
