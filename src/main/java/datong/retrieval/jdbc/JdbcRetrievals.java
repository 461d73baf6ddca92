package datong.retrieval.jdbc;

import com.github.f4b6a3.ulid.Ulid;
import datong.retrieval.Retrieval;
import datong.retrieval.Retrievals;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The table {@code still.retrieval}. */
public final class JdbcRetrievals implements Retrievals {
    private final JdbcClient database;

    public JdbcRetrievals(DataSource database) {
        this.database = JdbcClient.create(database);
    }

    @Override
    public void enter(Retrieval entry) {
        database.sql("INSERT INTO still.retrieval (id, at, still, dataset, record, purpose, case_no, unit, person, name, reason, content, audit_index) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
                .params(Ulid.from(entry.id()).toUuid(), entry.at().atOffset(ZoneOffset.UTC), Ulid.from(entry.still()).toUuid(), entry.dataset(), entry.record(), entry.purpose(),
                        entry.caseNumber().orElse(null), entry.unit(), entry.person(), entry.name(), entry.reason(), entry.content(), entry.auditIndex()).update();
    }

    @Override
    public List<Retrieval> newest(Optional<String> unit, int most) {
        return database.sql("SELECT * FROM still.retrieval WHERE coalesce(unit = ?, true) ORDER BY at DESC LIMIT ?").params(unit.orElse(null), most).query((row, number) -> retrieval(row)).list();
    }

    private static Retrieval retrieval(ResultSet row) throws SQLException {
        return new Retrieval(ulid(row, "id"), row.getObject("at", OffsetDateTime.class).toInstant(), ulid(row, "still"), row.getString("dataset"), row.getString("record"), row.getString("purpose"),
                Optional.ofNullable(row.getString("case_no")), row.getString("unit"), row.getString("person"), row.getString("name"), row.getString("reason"), row.getString("content"),
                row.getLong("audit_index"));
    }

    private static String ulid(ResultSet row, String column) throws SQLException {
        return Ulid.from(row.getObject(column, UUID.class)).toString();
    }
}
