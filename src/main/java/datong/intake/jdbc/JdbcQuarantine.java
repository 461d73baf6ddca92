package datong.intake.jdbc;

import com.github.f4b6a3.ulid.Ulid;
import datong.intake.Quarantine;
import datong.intake.SourcePush;
import datong.ledger.QuarantineSeal;
import datong.ledger.SubjectId;
import datong.mapping.Problem;
import datong.source.RawRecord;
import java.util.ArrayList;
import java.util.List;
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

    private static String id(java.sql.ResultSet row, String column) {
        try {
            return Ulid.from(row.getObject(column, UUID.class)).toString();
        } catch (java.sql.SQLException broken) {
            throw new IllegalStateException(broken);
        }
    }
}
