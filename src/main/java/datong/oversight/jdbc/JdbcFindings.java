package datong.oversight.jdbc;

import datong.audit.AuditEvent;
import datong.audit.EventJson;
import datong.oversight.Findings;
import datong.oversight.Unusual;
import datong.oversight.Unusual.Rule;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The table {@code oversight.finding}; each change with its event in one transaction. */
public final class JdbcFindings implements Findings {
    private static final String JUDGED = "unusual-days";
    private final JdbcClient database;
    private final TransactionTemplate transactions;
    private final Runnable committed;

    /** @param committed after each commit: moves the outbox into the log */
    public JdbcFindings(DataSource database, Runnable committed) {
        this.database = JdbcClient.create(database);
        this.transactions = new TransactionTemplate(new DataSourceTransactionManager(database));
        this.committed = committed;
    }

    @Override
    public Optional<LocalDate> judged() {
        return database.sql("SELECT next FROM oversight.progress WHERE reader = ?").param(JUDGED).query(Long.class).optional().map(LocalDate::ofEpochDay);
    }

    @Override
    public void judged(LocalDate day) {
        database.sql("INSERT INTO oversight.progress (reader, next, last_id) VALUES (?, ?, '') ON CONFLICT (reader) DO UPDATE SET next = greatest(progress.next, excluded.next)")
                .params(JUDGED, day.toEpochDay()).update();
    }

    @Override
    public void keep(Unusual finding, AuditEvent event) {
        boolean fresh = Boolean.TRUE.equals(transactions.execute(status -> {
            int rows = database.sql("INSERT INTO oversight.finding (id, rule, about, organisation, day, numbers, events, found_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING")
                    .params(finding.id(), finding.rule().name(), finding.about(), finding.organisation(), finding.day(), finding.numbers().toArray(String[]::new),
                            finding.events().toArray(Long[]::new), finding.foundAt().atOffset(ZoneOffset.UTC)).update();
            if (rows == 0) {
                database.sql("UPDATE oversight.finding SET numbers = ?, events = ? WHERE id = ? AND reviewed_at IS NULL")
                        .params(finding.numbers().toArray(String[]::new), finding.events().toArray(Long[]::new), finding.id()).update();
                return false;
            }
            outbox(event);
            return true;
        }));
        if (fresh) {
            committed.run();
        }
    }

    private void outbox(AuditEvent event) {
        database.sql("INSERT INTO audit.outbox (id, event) VALUES (?, ?)").params(event.id(), EventJson.write(event)).update();
    }

    @Override
    public boolean known(Rule rule, String about, LocalDate since, LocalDate before) {
        return database.sql("SELECT EXISTS (SELECT FROM oversight.finding WHERE rule = ? AND about = ? AND day >= ? AND day < ?)").params(rule.name(), about, since, before).query(Boolean.class).single();
    }

    @Override
    public Optional<Unusual> find(String id) {
        return database.sql("SELECT * FROM oversight.finding WHERE id = ?").param(id).query((row, number) -> unusual(row)).optional();
    }

    @Override
    public List<Unusual> newest(boolean openOnly, int most) {
        return database.sql("SELECT * FROM oversight.finding" + (openOnly ? " WHERE reviewed_at IS NULL" : "") + " ORDER BY reviewed_at IS NOT NULL, day DESC, id LIMIT ?").param(most)
                .query((row, number) -> unusual(row)).list();
    }

    private static Unusual unusual(ResultSet row) throws SQLException {
        Optional<Unusual.Review> review = row.getString("reviewed_by") == null ? Optional.empty()
                : Optional.of(new Unusual.Review(row.getString("reviewed_by"), row.getObject("reviewed_at", OffsetDateTime.class).toInstant(), row.getString("note")));
        return new Unusual(row.getString("id"), Rule.valueOf(row.getString("rule")), row.getString("about"), row.getString("organisation"), row.getObject("day", LocalDate.class),
                List.of((String[]) row.getArray("numbers").getArray()), List.of((Long[]) row.getArray("events").getArray()), row.getObject("found_at", OffsetDateTime.class).toInstant(), review);
    }

    @Override
    public boolean review(String id, Unusual.Review review, AuditEvent event) {
        boolean first = Boolean.TRUE.equals(transactions.execute(status -> {
            int rows = database.sql("UPDATE oversight.finding SET reviewed_by = ?, reviewed_at = ?, note = ? WHERE id = ? AND reviewed_at IS NULL")
                    .params(review.by(), review.at().atOffset(ZoneOffset.UTC), review.note(), id).update();
            if (rows == 1) {
                outbox(event);
            }
            return rows == 1;
        }));
        if (first) {
            committed.run();
        }
        return first;
    }
}
