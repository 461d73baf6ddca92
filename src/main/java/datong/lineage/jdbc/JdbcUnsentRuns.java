package datong.lineage.jdbc;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.f4b6a3.ulid.Ulid;
import datong.lineage.Run;
import datong.lineage.UnsentRuns;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Deliveries and releases that have ended, by a mark in their own rows. */
public final class JdbcUnsentRuns implements UnsentRuns {
    private final JdbcClient database;
    private final ObjectMapper json = new ObjectMapper();

    public JdbcUnsentRuns(DataSource database) {
        this.database = JdbcClient.create(database);
    }

    @Override
    public List<Run> next(int most) {
        List<Run> runs = new ArrayList<>(database.sql("""
                SELECT d.id, d.source, d.received_at, d.finished_at, d.state, d.rule, d.message, b.mapping_version, d.rows_read, d.bytes_read, b.stored
                FROM (SELECT * FROM intake.delivery WHERE NOT lineage_sent AND state <> 'RUNNING' ORDER BY id LIMIT ?) d
                LEFT JOIN LATERAL (SELECT max(mapping_version) AS mapping_version, coalesce(sum(stored_count), 0) AS stored FROM intake.batch WHERE delivery_id = d.id) b ON true
                ORDER BY d.id""").param(most).query(JdbcUnsentRuns::delivery).list());
        runs.addAll(database.sql("""
                SELECT id, publication, version, dataset, created_at, records, files, treatments, policy_version
                FROM publication.release WHERE NOT lineage_sent AND state = 'PUBLISHED' ORDER BY id LIMIT ?""").param(most).query(this::release).list());
        return runs;
    }

    @Override
    public void sent(Run run) {
        switch (run) {
            case Run.Delivery delivery -> database.sql("UPDATE intake.delivery SET lineage_sent = true WHERE id = ?").param(delivery.id()).update();
            case Run.Release release -> database.sql("UPDATE publication.release SET lineage_sent = true WHERE id = ?")
                    .param(Ulid.from(release.id()).toString()).update();
        }
    }

    private static Run delivery(ResultSet row, int number) throws SQLException {
        return new Run.Delivery(row.getObject(1, UUID.class), row.getString(2), instant(row, 3), instant(row, 4), row.getString(5),
                Optional.ofNullable(row.getString(6)), Optional.ofNullable(row.getString(7)), Optional.ofNullable(row.getString(8)),
                row.getLong(9), row.getLong(10), row.getLong(11));
    }

    private Run release(ResultSet row, int number) throws SQLException {
        try {
            Map<String, String> treatments = new LinkedHashMap<>();
            json.readValue(row.getString("treatments"), new TypeReference<List<Map<String, String>>>() {}).forEach(treatments::putAll);
            List<Long> sizes = new ArrayList<>();
            json.readTree(row.getString("files")).path("files").forEach(file -> sizes.add(file.path("bytes").asLong()));
            return new Run.Release(Ulid.from(row.getString("id")).toUuid(), row.getString("publication"), row.getInt("version"), row.getString("dataset"),
                    instant(row, 5), row.getLong("records"), sizes.stream().mapToLong(Long::longValue).sum(), sizes.size(), treatments,
                    row.getString("policy_version"));
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException("a row of publication.release cannot be read", broken);
        }
    }

    private static Instant instant(ResultSet row, int column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
