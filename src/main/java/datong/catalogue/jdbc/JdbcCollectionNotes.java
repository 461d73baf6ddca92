package datong.catalogue.jdbc;

import datong.catalogue.CollectionNotes;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The table {@code catalogue.collection}. */
public final class JdbcCollectionNotes implements CollectionNotes {
    private final JdbcClient database;

    public JdbcCollectionNotes(DataSource database) {
        this.database = JdbcClient.create(database);
    }

    @Override
    public void add(Note note) {
        database.sql("INSERT INTO catalogue.collection (id, at, subject, organisation, name, columns, duplicates) VALUES (?, ?, ?, ?, ?, ?, ?)")
                .params(note.id(), note.at().atOffset(ZoneOffset.UTC), note.subject(), note.organisation(), note.name(), note.columns().toArray(String[]::new),
                        note.duplicates().toArray(String[]::new)).update();
    }

    @Override
    public boolean justify(Note justified) {
        return database.sql("UPDATE catalogue.collection SET justification = ? WHERE id = ? AND justification IS NULL").params(justified.justification().orElseThrow(), justified.id()).update() == 1;
    }

    @Override
    public Optional<Note> find(String id) {
        return database.sql("SELECT * FROM catalogue.collection WHERE id = ?").param(id).query((row, number) -> note(row)).optional();
    }

    @Override
    public List<Note> newest(Optional<String> organisation, int most) {
        return organisation.map(code -> database.sql("SELECT * FROM catalogue.collection WHERE organisation = ? ORDER BY at DESC, id DESC LIMIT ?").params(code, most))
                .orElseGet(() -> database.sql("SELECT * FROM catalogue.collection ORDER BY at DESC, id DESC LIMIT ?").param(most)).query((row, number) -> note(row)).list();
    }

    private static Note note(ResultSet row) throws SQLException {
        return new Note(row.getString("id"), row.getObject("at", OffsetDateTime.class).toInstant(), row.getString("subject"), row.getString("organisation"), row.getString("name"),
                List.of((String[]) row.getArray("columns").getArray()), List.of((String[]) row.getArray("duplicates").getArray()), Optional.ofNullable(row.getString("justification")));
    }
}
