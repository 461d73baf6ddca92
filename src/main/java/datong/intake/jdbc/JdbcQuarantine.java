package datong.intake.jdbc;

import com.github.f4b6a3.ulid.Ulid;
import datong.intake.Quarantine;
import datong.ledger.QuarantineSeal;
import datong.ledger.SubjectId;
import datong.source.RawRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Quarantine in PostgreSQL, opened through the vault. */
public final class JdbcQuarantine implements Quarantine {
    private final JdbcClient database;
    private final QuarantineSeal seal;

    public JdbcQuarantine(JdbcClient database, QuarantineSeal seal) {
        this.database = database;
        this.seal = seal;
    }

    @Override
    public List<Held> open(Filter filter, Optional<String> after, int most) {
        List<Held> held = new ArrayList<>();
        StringBuilder sql = new StringBuilder("""
                SELECT id, delivery_id, row_number, subject, sealed FROM intake.quarantine
                WHERE source = ? AND state = 'OPEN' AND sealed IS NOT NULL AND id > ?""");
        List<Object> parameters = new ArrayList<>(List.of(filter.source(), after.map(id -> Ulid.from(id).toUuid()).orElse(new UUID(0, 0))));
        filter.rule().ifPresent(rule -> {
            sql.append(" AND rule = ?");
            parameters.add(rule);
        });
        if (!filter.ids().isEmpty()) {
            sql.append(" AND id = ANY (?::uuid[])");
            parameters.add(filter.ids().stream().map(id -> Ulid.from(id).toUuid().toString()).toArray(String[]::new));
        }
        database.sql(sql.append(" ORDER BY id LIMIT ").append(most).toString()).params(parameters).query(row -> {
            UUID subject = row.getObject("subject", UUID.class);
            Optional<RawRecord> raw = seal.open(new SubjectId(subject.getMostSignificantBits(), subject.getLeastSignificantBits()),
                    row.getBytes("sealed"), row.getLong("row_number"));
            raw.ifPresent(record -> held.add(new Held(id(row, "id"), id(row, "delivery_id"), record)));
        });
        return held;
    }

    private static String id(java.sql.ResultSet row, String column) {
        try {
            return Ulid.from(row.getObject(column, UUID.class)).toString();
        } catch (java.sql.SQLException broken) {
            throw new IllegalStateException(broken);
        }
    }
}
