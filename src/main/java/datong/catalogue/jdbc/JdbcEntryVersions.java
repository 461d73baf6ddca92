package datong.catalogue.jdbc;

import datong.catalogue.EntryVersion;
import datong.catalogue.EntryVersions;
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
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The table {@code catalogue.entry_version}. */
public final class JdbcEntryVersions implements EntryVersions {
    private final JdbcClient database;
    private final JsonMapper json = JsonMapper.builder().build();

    public JdbcEntryVersions(DataSource database) {
        this.database = JdbcClient.create(database);
    }

    @Override
    public Optional<EntryVersion> newest(String dataset) {
        return database.sql("SELECT * FROM catalogue.entry_version WHERE dataset = ? ORDER BY version DESC LIMIT 1").param(dataset).query((row, number) -> version(row)).optional();
    }

    @Override
    public List<EntryVersion> of(String dataset) {
        return database.sql("SELECT * FROM catalogue.entry_version WHERE dataset = ? ORDER BY version DESC").param(dataset).query((row, number) -> version(row)).list();
    }

    @Override
    public void add(EntryVersion version) {
        database.sql("INSERT INTO catalogue.entry_version (dataset, version, at, content, changed) VALUES (?, ?, ?, ?::jsonb, ?) ON CONFLICT DO NOTHING")
                .params(version.dataset(), version.version(), version.at().atOffset(ZoneOffset.UTC), json.writeValueAsString(version.content()), version.changed().toArray(String[]::new)).update();
    }

    private EntryVersion version(ResultSet row) throws SQLException {
        Map<String, String> content = json.readValue(row.getString("content"), new TypeReference<LinkedHashMap<String, String>>() {});
        return new EntryVersion(row.getString("dataset"), row.getInt("version"), row.getObject("at", OffsetDateTime.class).toInstant(), content,
                List.of((String[]) row.getArray("changed").getArray()));
    }
}
