package datong.web.console;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import datong.intake.Quarantine;
import datong.mapping.Mapping;
import datong.mapping.Mappings;
import datong.policy.Subject;
import datong.schema.ItemDefinition;
import datong.source.RawRecord;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Quarantine from its table; a record's cells through the vault, masked, and noted in the audit log first. */
final class JdbcQuarantineView implements QuarantineView {
    private static final String HELD = """
            SELECT q.id, q.source, coalesce(d.name, ''), q.row_number, q.reasons::text, q.first_seen, q.last_seen, q.seen, q.mapping_version
            FROM intake.quarantine q LEFT JOIN intake.delivery d ON d.id = q.delivery_id""";
    private static final int GROUPS = 200;
    private final JdbcClient database;
    private final Quarantine quarantine;
    private final Mappings mappings;
    private final LevelMask mask;
    private final ConsoleAudit audit;
    private final ObjectMapper json = new ObjectMapper();

    JdbcQuarantineView(JdbcClient database, Quarantine quarantine, Mappings mappings, LevelMask mask, ConsoleAudit audit) {
        this.database = database;
        this.quarantine = quarantine;
        this.mappings = mappings;
        this.mask = mask;
        this.audit = audit;
    }

    private record Conditions(String sql, List<Object> values) {
        static Conditions of(Filter filter) {
            StringBuilder sql = new StringBuilder(" WHERE q.state = 'OPEN'");
            List<Object> values = new ArrayList<>();
            filter.source().ifPresent(source -> add(sql, values, "q.source = ?", source));
            filter.rule().ifPresent(rule -> add(sql, values, "q.rule = ?", rule));
            filter.batch().ifPresent(batch -> add(sql, values, "q.batch_id = ?",
                    JdbcIntakeView.uuid(batch).orElse(new java.util.UUID(0, 0))));
            return new Conditions(sql.toString(), values);
        }

        private static void add(StringBuilder sql, List<Object> values, String condition, Object value) {
            sql.append(" AND ").append(condition);
            values.add(value);
        }
    }

    @Override
    public List<Group> groups(Filter filter) {
        Conditions conditions = Conditions.of(filter);
        return database.sql("SELECT q.source, q.rule, coalesce(q.reasons->0->>'column', ''), coalesce(q.reasons->0->>'message', ''), count(*) AS held, "
                        + "min(q.first_seen), max(q.last_seen) FROM intake.quarantine q" + conditions.sql()
                        + " GROUP BY 1, 2, 3, 4 ORDER BY held DESC, 1, 2 LIMIT " + GROUPS)
                .params(conditions.values())
                .query((row, number) -> new Group(row.getString(1), row.getString(2), row.getString(3), row.getString(4), row.getLong(5),
                        JdbcIntakeView.instant(row, 6).orElseThrow(), JdbcIntakeView.instant(row, 7).orElseThrow()))
                .list();
    }

    @Override
    public List<Held> records(Filter filter, int offset, int most) {
        Conditions conditions = Conditions.of(filter);
        return database.sql(HELD + conditions.sql() + " ORDER BY q.last_seen DESC, q.id LIMIT " + most + " OFFSET " + offset)
                .params(conditions.values()).query(this::held).list();
    }

    @Override
    public Optional<Held> record(String id) {
        return JdbcIntakeView.uuid(id)
                .flatMap(key -> database.sql(HELD + " WHERE q.state = 'OPEN' AND q.id = ?").param(key).query(this::held).optional());
    }

    @Override
    public long count(Filter filter) {
        Conditions conditions = Conditions.of(filter);
        return database.sql("SELECT count(*) FROM intake.quarantine q" + conditions.sql()).params(conditions.values()).query(Long.class).single();
    }

    @Override
    public List<Cell> cells(Subject actor, String id) {
        Held held = record(id).orElseThrow(() -> new NotThere(id));
        audit.looked(actor, "QUARANTINE_VIEW", held.source(), 1, Map.of("quarantine", id));
        Map<String, ItemDefinition> fed = mappings.find(held.source()).map(LevelMask::fed).orElse(Map.of());
        return quarantine.open(new Quarantine.Filter(held.source(), Optional.empty(), List.of(id)), Optional.empty(), 1).stream()
                .flatMap(opened -> cells(opened.raw(), fed, held.reasons()).stream()).toList();
    }

    private List<Cell> cells(RawRecord raw, Map<String, ItemDefinition> fed, List<Reason> reasons) {
        return IntStream.range(0, Math.min(raw.columns().names().size(), raw.cells().length)).mapToObj(index -> {
            String column = raw.columns().names().get(index);
            Optional<ItemDefinition> item = Optional.ofNullable(fed.get(column));
            List<String> problems = reasons.stream().filter(reason -> reason.column().equals(column)).map(Reason::rule).toList();
            return new Cell(column, mask.cell(item, raw.cells()[index]), item.map(ItemDefinition::level), problems);
        }).toList();
    }

    private Held held(ResultSet row, int number) throws SQLException {
        return new Held(JdbcIntakeView.id(row, 1), row.getString(2), row.getString(3), row.getLong(4), reasons(row.getString(5)),
                JdbcIntakeView.instant(row, 6).orElseThrow(), JdbcIntakeView.instant(row, 7).orElseThrow(), row.getLong(8), row.getString(9));
    }

    private List<Reason> reasons(String text) {
        try {
            List<Reason> reasons = new ArrayList<>();
            for (JsonNode reason : json.readTree(text)) {
                reasons.add(new Reason(reason.path("rule").asText(), reason.path("column").asText(), reason.path("item").asText(),
                        reason.path("message").asText()));
            }
            return reasons;
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException("the reasons of a quarantined record are not JSON", broken);
        }
    }
}
