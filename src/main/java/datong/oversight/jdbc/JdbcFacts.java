package datong.oversight.jdbc;

import datong.oversight.Facts;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Facts from the cells, from the log's copy by its indexes, and from the table {@code oversight.looked}, which it keeps up itself. */
public final class JdbcFacts implements Facts {
    private static final int PORTION = 20_000;
    /** Answers that show more persons look up nobody in particular. */
    private static final int FEW = 5;
    private static final int SOME = 50;
    private static final String DAY = "(at AT TIME ZONE 'Asia/Shanghai')::date";
    private static final String ON_DAY = "at >= ?::date::timestamp AT TIME ZONE 'Asia/Shanghai' AND at < (?::date + 1)::timestamp AT TIME ZONE 'Asia/Shanghai'";
    private static final String LOOKED = """
            INSERT INTO oversight.looked (person, day, actor, organisation, log_index)
            SELECT unnest(string_to_array(replace(split_part(split_part(line, ',"person_keys":[', 2), ']', 1), '"', ''), ',')), %s, actor, organisation, log_index
            FROM audit.event WHERE log_index >= ? AND log_index < ? AND decision = 'PERMITTED' AND persons BETWEEN 1 AND %d
            ON CONFLICT DO NOTHING""".formatted(DAY, FEW);
    private final JdbcClient database;
    private final Cells cells;
    private final Progress progress;
    private final TransactionTemplate transactions;

    public JdbcFacts(DataSource database, Cells cells) {
        this.database = JdbcClient.create(database);
        this.cells = cells;
        this.progress = new Progress(database, "looked");
        this.transactions = new TransactionTemplate(new DataSourceTransactionManager(database));
    }

    @Override
    public Optional<LocalDate> first() {
        return database.sql("SELECT (min(hour) AT TIME ZONE 'Asia/Shanghai')::date FROM oversight.cell").query((row, number) -> Optional.ofNullable(row.getObject(1, LocalDate.class))).single();
    }

    @Override
    public List<Worked> worked(LocalDate first, LocalDate last) {
        return database.sql("""
                        SELECT (hour AT TIME ZONE 'Asia/Shanghai')::date, extract(hour FROM hour AT TIME ZONE 'Asia/Shanghai')::int, actor, organisation, sum(events), sum(persons) FROM oversight.cell
                        WHERE hour >= ?::date::timestamp AT TIME ZONE 'Asia/Shanghai' AND hour < (?::date + 1)::timestamp AT TIME ZONE 'Asia/Shanghai' AND decision <> 'DONE'
                        GROUP BY 1, 2, 3, 4""").params(first, last)
                .query((row, number) -> new Worked(row.getObject(1, LocalDate.class), row.getInt(2), row.getString(3), row.getString(4), row.getLong(5), row.getLong(6))).list();
    }

    @Override
    public List<Seen> seen(LocalDate since, LocalDate day, int actors) {
        return database.sql("""
                        SELECT person, count(DISTINCT actor), count(DISTINCT organisation), (array_agg(log_index ORDER BY log_index DESC))[1:%d] FROM oversight.looked
                        WHERE day BETWEEN ? AND ? AND person IN (SELECT person FROM oversight.looked WHERE day = ?) GROUP BY person HAVING count(DISTINCT actor) >= ?""".formatted(SOME))
                .params(since, day, day, actors).query((row, number) -> new Seen(row.getString(1), row.getInt(2), row.getInt(3), indexes(row, 4))).list();
    }

    @Override
    public List<Used> used(LocalDate since, LocalDate day) {
        return database.sql("""
                        SELECT case_number, count(*), sum(persons), count(DISTINCT actor), (array_agg(log_index ORDER BY log_index DESC))[1:%d] FROM audit.event
                        WHERE case_number <> '' AND decision <> 'DONE' AND at >= ?::date::timestamp AT TIME ZONE 'Asia/Shanghai' AND at < (?::date + 1)::timestamp AT TIME ZONE 'Asia/Shanghai'
                        AND case_number IN (SELECT case_number FROM audit.event WHERE case_number <> '' AND decision <> 'DONE' AND %s) GROUP BY case_number""".formatted(SOME, ON_DAY))
                .params(since, day, day, day).query((row, number) -> new Used(row.getString(1), row.getLong(2), row.getLong(3), row.getInt(4), indexes(row, 5))).list();
    }

    @Override
    public List<Named> named(LocalDate day) {
        return database.sql("""
                        SELECT actor, max(organisation), case_number, (array_agg(log_index ORDER BY log_index DESC))[1:%d] FROM audit.event
                        WHERE case_number <> '' AND decision <> 'DONE' AND %s GROUP BY actor, case_number ORDER BY actor, case_number""".formatted(SOME, ON_DAY)).params(day, day)
                .query((row, number) -> new Named(row.getString(1), row.getString(2), row.getString(3), indexes(row, 4))).list();
    }

    @Override
    public List<Shown> shown(LocalDate day, Set<String> persons) {
        return persons.isEmpty() ? List.of() : database.sql("SELECT actor, max(organisation), person, array_agg(log_index) FROM oversight.looked WHERE day = ? AND person = ANY (?) GROUP BY actor, person")
                .params(day, persons.toArray(String[]::new)).query((row, number) -> new Shown(row.getString(1), row.getString(2), row.getString(3), indexes(row, 4))).list();
    }

    /** By an index over the few events that say so; a quote within a value is escaped in the line, so nobody can forge the word. */
    @Override
    public List<Tried> tried(LocalDate day) {
        return database.sql("SELECT actor, max(organisation), split_part(split_part(line, '\"canary\":\"', 2), '\"', 1) AS release, array_agg(log_index ORDER BY log_index) FROM audit.event "
                        + "WHERE position('\"canary\":\"' IN line) > 0 AND " + ON_DAY + " GROUP BY 1, 3 ORDER BY 1, 3")
                .params(day, day).query((row, number) -> new Tried(row.getString(1), row.getString(2), row.getString(3), indexes(row, 4))).list();
    }

    @Override
    public List<Long> some(String actor, LocalDate day) {
        return database.sql("SELECT log_index FROM audit.event WHERE actor = ? AND decision <> 'DONE' AND " + ON_DAY + " ORDER BY at DESC LIMIT " + SOME).params(actor, day, day).query(Long.class).list();
    }

    private static List<Long> indexes(ResultSet row, int column) throws SQLException {
        Array found = row.getArray(column);
        return List.of((Long[]) found.getArray());
    }

    @Override
    public void forget(LocalDate before) {
        database.sql("DELETE FROM oversight.looked WHERE day < ?").param(before).update();
    }

    @Override
    public synchronized Instant catchUp() {
        cells.catchUp();
        for (boolean more = true; more; ) {
            more = Boolean.TRUE.equals(transactions.execute(status -> portion()));
        }
        return database.sql("SELECT at FROM audit.event ORDER BY log_index DESC LIMIT 1").query(OffsetDateTime.class).optional().map(OffsetDateTime::toInstant).orElse(Instant.EPOCH);
    }

    private boolean portion() {
        Optional<Long> next = progress.next();
        if (next.isEmpty()) {
            database.sql("TRUNCATE oversight.looked").update();
            progress.reached(0);
            return true;
        }
        long end = progress.end(next.get(), PORTION);
        if (end == next.get()) {
            return false;
        }
        database.sql(LOOKED).params(next.get(), end).update();
        progress.reached(end);
        return end - next.get() == PORTION;
    }
}
