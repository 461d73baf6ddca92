package datong.policy.jdbc;

import datong.policy.UsageCounter;
import datong.schema.DatasetCode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.DataSource;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Counts in the table {@code policy.usage}, each reservation in one statement.
 *
 * <p>A reservation does not wait for the disk: it survives any end of the hub, but if the database server itself is killed, what
 * was counted in its last moments (under a second) may be forgotten. The audit log has those answers.
 */
public final class JdbcUsage implements UsageCounter {
    private static final long FRESH_NANOS = 1_000_000_000L;
    private static final int KEPT_DAYS = 31;
    private static final String RELAXED = "WITH relaxed AS (SELECT set_config('synchronous_commit', 'off', true)) ";
    private static final String RESERVE = RELAXED + """
            , wanted AS (SELECT ?::text AS subject, ?::text AS dataset, ?::date AS day, ?::int8 AS rows, ?::int8 AS persons),
            most AS (SELECT ?::int8 AS rows, ?::int8 AS persons)
            INSERT INTO policy.usage AS u (subject, dataset, day, rows, persons)
            SELECT wanted.* FROM wanted, most, relaxed WHERE wanted.rows <= most.rows AND wanted.persons <= most.persons
            ON CONFLICT (subject, dataset, day) DO UPDATE SET rows = u.rows + excluded.rows, persons = u.persons + excluded.persons
            WHERE u.rows + excluded.rows <= (SELECT rows FROM most) AND u.persons + excluded.persons <= (SELECT persons FROM most)
            RETURNING u.rows, u.persons""";
    private static final String GIVE_BACK = RELAXED + """
            UPDATE policy.usage u SET rows = greatest(0, u.rows - ?), persons = greatest(0, u.persons - ?) FROM relaxed
            WHERE u.subject = ? AND u.dataset = ? AND u.day = ? RETURNING u.rows, u.persons""";
    private static final String USED = "SELECT rows, persons FROM policy.usage WHERE subject = ? AND dataset = ? AND day = ?";
    private final JdbcTemplate database;
    private final ConcurrentHashMap<Key, Known> known = new ConcurrentHashMap<>();

    public JdbcUsage(DataSource database) {
        this.database = new JdbcTemplate(database);
    }

    private record Key(String subject, DatasetCode dataset, LocalDate day) {}

    private record Known(Used used, long at) {}

    /** At most a second old: good for saying no early, not for saying yes. */
    @Override
    public Used used(String subject, DatasetCode dataset, LocalDate day) {
        Key key = new Key(subject, dataset, day);
        Known last = known.get(key);
        if (last != null && System.nanoTime() - last.at() < FRESH_NANOS) {
            return last.used();
        }
        Used used = asked(USED, subject, dataset.value(), day).orElse(Used.NOTHING);
        remember(key, used);
        return used;
    }

    @Override
    public boolean reserve(String subject, DatasetCode dataset, LocalDate day, Used wanted, Limits limits) {
        Optional<Used> after = asked(RESERVE, subject, dataset.value(), day, wanted.rows(), wanted.persons(),
                limits.rows().orElse(Long.MAX_VALUE), limits.persons().orElse(Long.MAX_VALUE));
        Key key = new Key(subject, dataset, day);
        after.ifPresentOrElse(used -> remember(key, used), () -> known.remove(key));
        return after.isPresent();
    }

    @Override
    public void giveBack(String subject, DatasetCode dataset, LocalDate day, Used unused) {
        asked(GIVE_BACK, unused.rows(), unused.persons(), subject, dataset.value(), day)
                .ifPresent(used -> remember(new Key(subject, dataset, day), used));
    }

    /** Days that no limit looks at any more are forgotten. */
    public void forget(LocalDate today) {
        database.update("DELETE FROM policy.usage WHERE day < ?", today.minusDays(KEPT_DAYS));
    }

    private void remember(Key key, Used used) {
        known.keySet().removeIf(other -> other.day().isBefore(key.day().minusDays(1)));
        known.put(key, new Known(used, System.nanoTime()));
    }

    private Optional<Used> asked(String sql, Object... parameters) {
        try {
            return database.query(sql, (row, number) -> read(row), parameters).stream().findFirst();
        } catch (DataAccessException away) {
            throw new UsageUnavailable(away);
        }
    }

    private static Used read(ResultSet row) throws SQLException {
        return new Used(row.getLong(1), row.getLong(2));
    }
}
