package datong.notices.jdbc;

import datong.notices.Told;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** One row an office and key. */
public final class JdbcTold implements Told {
    private final JdbcClient database;

    public JdbcTold(DataSource database) {
        this.database = JdbcClient.create(database);
    }

    @Override
    public Set<String> among(String office, Collection<String> keys) {
        return new HashSet<>(database.sql("SELECT key FROM notices.told WHERE office = ? AND key = ANY (?)").params(office, keys.toArray(String[]::new)).query(String.class).list());
    }

    @Override
    public void told(String office, Collection<String> keys, Instant at) {
        database.sql("INSERT INTO notices.told (office, key, at) SELECT ?, key, ? FROM unnest(?) AS key ON CONFLICT DO NOTHING")
                .params(office, OffsetDateTime.ofInstant(at, ZoneOffset.UTC), keys.toArray(String[]::new)).update();
    }

    @Override
    public Optional<Instant> last(String office) {
        return database.sql("SELECT max(at) FROM notices.told WHERE office = ?").param(office).query(OffsetDateTime.class).optional().map(OffsetDateTime::toInstant);
    }
}
