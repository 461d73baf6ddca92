package datong.oversight.jdbc;

import datong.oversight.SavedQuestions;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The table {@code oversight.question}. */
public final class JdbcSavedQuestions implements SavedQuestions {
    private final JdbcClient database;

    public JdbcSavedQuestions(DataSource database) {
        this.database = JdbcClient.create(database);
    }

    @Override
    public List<Saved> of(String auditor) {
        return database.sql("SELECT id, owner, name, shared, query, saved_at FROM oversight.question WHERE owner = ? OR shared ORDER BY name, owner").param(auditor)
                .query((row, number) -> new Saved(row.getString(1), row.getString(2), row.getString(3), row.getBoolean(4), row.getString(5),
                        row.getObject(6, OffsetDateTime.class).toInstant())).list();
    }

    @Override
    public void save(Saved question) {
        database.sql("""
                        INSERT INTO oversight.question (id, owner, name, shared, query, saved_at) VALUES (?, ?, ?, ?, ?, ?)
                        ON CONFLICT (owner, name) DO UPDATE SET shared = excluded.shared, query = excluded.query, saved_at = excluded.saved_at""")
                .params(question.id(), question.owner(), question.name(), question.shared(), question.query(), question.at().atOffset(ZoneOffset.UTC)).update();
    }

    @Override
    public void forget(String id, String owner) {
        database.sql("DELETE FROM oversight.question WHERE id = ? AND owner = ?").params(id, owner).update();
    }
}
