package datong.intake.jdbc;

import com.github.f4b6a3.ulid.Ulid;
import datong.intake.Mended;
import datong.intake.Quarantine;
import datong.intake.SourcePush;
import datong.ledger.QuarantineSeal;
import datong.ledger.SubjectId;
import datong.mapping.Problem;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Quarantine in PostgreSQL, opened through the vault. */
public final class JdbcQuarantine implements Quarantine, SourcePush.RejectedRows {
    private static final JsonMapper JSON = JsonMapper.builder().build();
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
                SELECT id, delivery_id, row_number, subject, sealed, (SELECT array_agg(m.column_name ORDER BY m.id) FROM intake.mend m
                    WHERE m.quarantine_id = q.id AND m.replaced_at IS NULL) AS mended, (SELECT array_agg(m.sealed ORDER BY m.id) FROM intake.mend m
                    WHERE m.quarantine_id = q.id AND m.replaced_at IS NULL) AS mends
                FROM intake.quarantine q WHERE source = ? AND sealed IS NOT NULL AND id > ?""");
        List<Object> parameters = new ArrayList<>(List.of(filter.source(), after.map(id -> Ulid.from(id).toUuid()).orElse(new UUID(0, 0))));
        filter.rule().ifPresent(rule -> {
            sql.append(" AND rule = ?");
            parameters.add(rule);
        });
        filter.column().ifPresent(column -> {
            sql.append(" AND coalesce(reasons->0->>'column', '') = ?");
            parameters.add(column);
        });
        if (filter.ids().isEmpty()) {
            sql.append(" AND state = 'OPEN'");
        } else {
            sql.append(" AND state <> 'REPLAYED' AND id = ANY (?::uuid[])");
            parameters.add(filter.ids().stream().map(id -> Ulid.from(id).toUuid().toString()).toArray(String[]::new));
        }
        database.sql(sql.append(" ORDER BY id LIMIT ").append(most).toString()).params(parameters).query(row -> {
            SubjectId subject = JdbcMends.subject(row.getObject("subject", UUID.class));
            Mended mended = mended(row, subject);
            seal.open(subject, row.getBytes("sealed"), row.getLong("row_number"))
                    .ifPresent(record -> held.add(new Held(id(row, "id"), id(row, "delivery_id"), record, mended)));
        });
        return held;
    }

    private Mended mended(ResultSet row, SubjectId subject) throws SQLException {
        Array columns = row.getArray("mended");
        if (columns == null) {
            return Mended.NOTHING;
        }
        String[] names = (String[]) columns.getArray();
        byte[][] sealed = (byte[][]) row.getArray("mends").getArray();
        Map<String, String> values = new HashMap<>();
        for (int index = 0; index < names.length; index++) {
            String name = names[index];
            seal.openValue(subject, sealed[index]).ifPresent(value -> values.put(name, value));
        }
        return new Mended(values);
    }

    @Override
    public List<SourcePush.Row> of(String delivery, int most) {
        return database.sql("SELECT row_number, reasons::text FROM intake.quarantine WHERE delivery_id = ? ORDER BY row_number LIMIT ?")
                .params(Ulid.from(delivery).toUuid(), most)
                .query((row, number) -> new SourcePush.Row(row.getLong(1), problems(row.getString(2)))).list();
    }

    private static List<Problem> problems(String reasons) {
        List<Problem> problems = new ArrayList<>();
        JSON.readTree(reasons).forEach(reason -> problems.add(new Problem(reason.path("rule").asString(""), text(reason, "item"), text(reason, "column"),
                reason.path("message").asString(""))));
        return problems;
    }

    private static Optional<String> text(JsonNode reason, String member) {
        return Optional.ofNullable(reason.get(member)).map(JsonNode::asString);
    }

    private static String id(ResultSet row, String column) {
        try {
            return Ulid.from(row.getObject(column, UUID.class)).toString();
        } catch (SQLException broken) {
            throw new IllegalStateException(broken);
        }
    }
}
