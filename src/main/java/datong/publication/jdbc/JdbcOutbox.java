package datong.publication.jdbc;

import datong.publication.Outbox;
import datong.publication.Release;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The outbox in PostgreSQL, filled from the register of releases. */
public final class JdbcOutbox implements Outbox {
    private final JdbcClient database;
    private final Clock clock;

    public JdbcOutbox(DataSource database, Clock clock) {
        this.database = JdbcClient.create(database);
        this.clock = clock;
    }

    @Override
    public void enter(String route, List<String> publications) {
        database.sql("""
                        INSERT INTO publication.outbox (route, key, release_id, file, entered_at)
                        SELECT ?, r.id || '/' || (f.file ->> 'name'), r.id, f.file ->> 'name', ?
                        FROM publication.release r CROSS JOIN LATERAL jsonb_array_elements(r.files -> 'files') WITH ORDINALITY AS f (file, place)
                        WHERE r.state = 'PUBLISHED' AND r.publication = ANY (?)
                            AND NOT EXISTS (SELECT 1 FROM publication.outbox o WHERE o.route = ? AND o.key = r.id || '/' || (f.file ->> 'name'))
                        ORDER BY r.created_at, r.id, f.place ON CONFLICT DO NOTHING""")
                .params(route, now(), publications.toArray(String[]::new), route).update();
    }

    @Override
    public List<Item> waiting(String route, int most) {
        return database.sql("""
                        SELECT o.key, r.publication, r.version, r.dataset, r.recipient, r.purpose, r.policy_version, f.file ->> 'name' AS name,
                            (f.file ->> 'bytes')::int8 AS bytes, f.file ->> 'sha256' AS sha256, o.audit_index IS NOT NULL AS audited
                        FROM publication.outbox o JOIN publication.release r ON r.id = o.release_id
                            CROSS JOIN LATERAL jsonb_array_elements(r.files -> 'files') AS f (file)
                        WHERE o.route = ? AND o.sent_at IS NULL AND f.file ->> 'name' = o.file ORDER BY o.seq LIMIT ?""")
                .params(route, most).query((row, number) -> item(row)).list();
    }

    private static Item item(ResultSet row) throws SQLException {
        return new Item(row.getString("key"), row.getString("publication"), row.getInt("version"), row.getString("dataset"), row.getString("recipient"),
                row.getString("purpose"), row.getString("policy_version"), new Release.File(row.getString("name"), row.getLong("bytes"), row.getString("sha256")),
                row.getBoolean("audited"));
    }

    @Override
    public void audited(String route, String key, long index) {
        database.sql("UPDATE publication.outbox SET audit_index = ? WHERE route = ? AND key = ?").params(index, route, key).update();
    }

    @Override
    public void sent(String route, String key) {
        database.sql("UPDATE publication.outbox SET sent_at = ? WHERE route = ? AND key = ?").params(now(), route, key).update();
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
