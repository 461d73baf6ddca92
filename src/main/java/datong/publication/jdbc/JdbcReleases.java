package datong.publication.jdbc;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import datong.publication.Release;
import datong.publication.Releases;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The register in the table {@code publication.release}. */
public final class JdbcReleases implements Releases {
    private final JdbcClient database;
    private final TransactionTemplate transaction;
    private final ObjectMapper json = new ObjectMapper();

    /** What stands in the column {@code files}. */
    private record Contents(long withheld, List<String> mappings, List<Release.File> files) {}

    public JdbcReleases(DataSource database) {
        this.database = JdbcClient.create(database);
        this.transaction = new TransactionTemplate(new DataSourceTransactionManager(database));
    }

    @Override
    public int nextVersion(String publication) {
        return database.sql("SELECT coalesce(max(version), 0) + 1 FROM publication.release WHERE publication = ?").param(publication)
                .query(Integer.class).single();
    }

    @Override
    public void enter(Release release, Runnable makeVisible) {
        transaction.executeWithoutResult(status -> {
            insert(release);
            makeVisible.run();
        });
    }

    private void insert(Release release) {
        database.sql("""
                        INSERT INTO publication.release (id, publication, version, dataset, recipient, recipient_class, purpose, created_at, actor,
                            records, persons, treatments, files, policy_version, audit_index)
                        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb, ?::jsonb, ?, ?)""")
                .params(release.id(), release.publication(), release.version(), release.dataset(), release.recipient(), release.recipientClass(),
                        release.purpose(), release.createdAt().atOffset(ZoneOffset.UTC), release.actor(), release.records(), release.persons(),
                        text(List.copyOf(release.treatments().entrySet())), text(new Contents(release.withheld(), release.mappings(), release.files())),
                        release.policyVersion(), release.auditIndex())
                .update();
    }

    @Override
    public List<Release> newest(int most) {
        return database.sql("SELECT * FROM publication.release ORDER BY created_at DESC, id DESC LIMIT ?").param(most)
                .query((row, number) -> release(row)).list();
    }

    private Release release(ResultSet row) throws SQLException {
        Contents contents = contents(row.getString("files"));
        return new Release(row.getString("id"), row.getString("publication"), row.getInt("version"), row.getString("dataset"),
                row.getString("recipient"), row.getString("recipient_class"), row.getString("purpose"),
                row.getObject("created_at", OffsetDateTime.class).toInstant(), row.getString("actor"), row.getLong("records"),
                row.getLong("persons"), contents.withheld(), treatments(row.getString("treatments")), contents.files(), contents.mappings(),
                row.getString("policy_version"), row.getLong("audit_index"));
    }

    private Contents contents(String text) {
        try {
            return json.readValue(text, Contents.class);
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException("a row of publication.release holds no list of files", broken);
        }
    }

    /** A list of pairs, because jsonb does not keep the order of an object's members. */
    private Map<String, String> treatments(String text) {
        try {
            Map<String, String> treatments = new LinkedHashMap<>();
            json.readValue(text, new TypeReference<List<Map<String, String>>>() {}).forEach(treatments::putAll);
            return treatments;
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException("a row of publication.release holds no treatments", broken);
        }
    }

    private String text(Object value) {
        try {
            return json.writeValueAsString(value);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
