package datong.publication.jdbc;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import datong.publication.AnonymityReport;
import datong.publication.Publication;
import datong.publication.Release;
import datong.publication.Releases;
import datong.publication.Standing;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The register in the table {@code publication.release}. */
public final class JdbcReleases implements Releases {
    private final JdbcClient database;
    private final ObjectMapper json = new ObjectMapper();

    /** What stands in the column {@code files}. */
    private record Contents(long withheld, List<String> mappings, List<Release.File> files) {}

    public JdbcReleases(DataSource database) {
        this.database = JdbcClient.create(database);
    }

    @Override
    public int open(Opened release) {
        Publication publication = release.publication();
        return database.sql("""
                        INSERT INTO publication.release (id, publication, version, dataset, recipient, recipient_class, purpose, created_at, actor,
                            records, persons, treatments, files, policy_version, audit_index, state)
                        SELECT ?, ?, coalesce(max(version), 0) + 1, ?, ?, ?, ?, ?, ?, 0, 0, '[]'::jsonb, '{}'::jsonb, ?, -1, 'WRITING'
                        FROM publication.release WHERE publication = ? RETURNING version""")
                .params(release.id(), publication.name(), publication.dataset().value(), publication.recipient().organisation(),
                        publication.recipient().group(), publication.purpose(), release.at().atOffset(ZoneOffset.UTC), release.actor(),
                        release.policyVersion(), publication.name())
                .query(Integer.class).single();
    }

    @Override
    public void ready(Release release) {
        one(release.id(), database.sql("""
                        UPDATE publication.release SET records = ?, persons = ?, treatments = ?::jsonb, files = ?::jsonb, audit_index = ?, identifiability = ?, deid_grade = ?, anonymity = ?::jsonb, state = 'READY'
                        WHERE id = ? AND state = 'WRITING'""")
                .params(release.records(), release.persons(), text(List.copyOf(release.treatments().entrySet())),
                        text(new Contents(release.withheld(), release.mappings(), release.files())), release.auditIndex(), release.standing().identifiability(),
                        release.standing().grade(), release.standing().anonymity().map(this::text).orElse(null), release.id())
                .update());
    }

    @Override
    public void published(String id) {
        one(id, database.sql("UPDATE publication.release SET state = 'PUBLISHED' WHERE id = ? AND state = 'READY'").param(id).update());
    }

    @Override
    public void forget(String id) {
        database.sql("DELETE FROM publication.release WHERE id = ? AND state = 'WRITING'").param(id).update();
    }

    @Override
    public void abandon(String id) {
        one(id, database.sql("UPDATE publication.release SET state = 'ABANDONED' WHERE id = ? AND state IN ('WRITING', 'READY')").param(id).update());
    }

    private static void one(String id, int changed) {
        if (changed != 1) {
            throw new IllegalStateException("release " + id + " is not in the state that this step expects; another hub may use the same database");
        }
    }

    @Override
    public List<Unfinished> unfinished() {
        return database.sql("SELECT * FROM publication.release WHERE state IN ('WRITING', 'READY') ORDER BY id")
                .query((row, number) -> new Unfinished(row.getString("id"), row.getString("publication"), row.getInt("version"),
                        row.getString("state").equals("READY") ? Optional.of(release(row)) : Optional.empty())).list();
    }

    @Override
    public List<Release> newest(int most) {
        return database.sql("SELECT * FROM publication.release WHERE state = 'PUBLISHED' ORDER BY created_at DESC, id DESC LIMIT ?").param(most)
                .query((row, number) -> release(row)).list();
    }

    private Release release(ResultSet row) throws SQLException {
        Contents contents = contents(row.getString("files"));
        return new Release(row.getString("id"), row.getString("publication"), row.getInt("version"), row.getString("dataset"),
                row.getString("recipient"), row.getString("recipient_class"), row.getString("purpose"),
                row.getObject("created_at", OffsetDateTime.class).toInstant(), row.getString("actor"), row.getLong("records"),
                row.getLong("persons"), contents.withheld(), treatments(row.getString("treatments")), contents.files(), contents.mappings(),
                row.getString("policy_version"), row.getLong("audit_index"), standing(row));
    }

    private Standing standing(ResultSet row) throws SQLException {
        Optional<String> anonymity = Optional.ofNullable(row.getString("anonymity"));
        return new Standing(row.getString("identifiability"), row.getInt("deid_grade"), anonymity.map(this::report));
    }

    private AnonymityReport report(String text) {
        try {
            return json.readValue(text, AnonymityReport.class);
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException("a row of publication.release holds no report of its anonymity", broken);
        }
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
