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
import java.time.Clock;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Quarantine from its table; a record's cells through the vault, masked, and noted in the audit log first. */
final class JdbcQuarantineView implements QuarantineView {
    private static final String HELD = """
            SELECT q.id, q.source, coalesce(d.name, ''), q.row_number, q.reasons::text, q.first_seen, q.last_seen, q.seen, q.mapping_version, q.state
            FROM intake.quarantine q LEFT JOIN intake.delivery d ON d.id = q.delivery_id""";
    private static final int GROUPS = 200;
    private static final int DAYS = 30;
    private static final List<Long> NO_DAYS = Collections.nCopies(DAYS, 0L);
    private final JdbcClient database;
    private final Quarantine quarantine;
    private final Mappings mappings;
    private final LevelMask mask;
    private final ConsoleAudit audit;
    private final Clock clock;
    private final ObjectMapper json = new ObjectMapper();

    JdbcQuarantineView(JdbcClient database, Quarantine quarantine, Mappings mappings, LevelMask mask, ConsoleAudit audit,
            Clock clock) {
        this.database = database;
        this.quarantine = quarantine;
        this.mappings = mappings;
        this.mask = mask;
        this.audit = audit;
        this.clock = clock;
    }

    private record Conditions(String sql, List<Object> values) {
        static Conditions of(Filter filter) {
            StringBuilder sql = new StringBuilder(" WHERE q.state = 'OPEN'");
            List<Object> values = new ArrayList<>();
            filter.source().ifPresent(source -> add(sql, values, "q.source = ?", source));
            filter.rule().ifPresent(rule -> add(sql, values, "q.rule = ?", rule));
            filter.column().ifPresent(column -> add(sql, values, "coalesce(q.reasons->0->>'column', '') = ?", column));
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
        LocalDate first = LocalDate.ofInstant(clock.instant(), Words.DISTRICT).minusDays(DAYS - 1);
        Map<List<String>, List<Long>> days = days(filter, first);
        return database.sql("SELECT q.source, q.rule, coalesce(q.reasons->0->>'column', ''), mode() WITHIN GROUP (ORDER BY coalesce(q.reasons->0->>'message', '')), "
                        + "count(DISTINCT q.reasons->0->>'message'), count(*) AS held, min(q.first_seen), max(q.last_seen) FROM intake.quarantine q" + conditions.sql()
                        + " GROUP BY 1, 2, 3 ORDER BY held DESC, 1, 2, 3 LIMIT " + GROUPS)
                .params(conditions.values())
                .query((row, number) -> new Group(row.getString(1), row.getString(2), row.getString(3), row.getString(4), row.getLong(5), row.getLong(6),
                        JdbcIntakeView.instant(row, 7).orElseThrow(), JdbcIntakeView.instant(row, 8).orElseThrow(),
                        DayBars.of(first, days.getOrDefault(List.of(row.getString(1), row.getString(2), row.getString(3)), NO_DAYS))))
                .list();
    }

    /** How many records of each group came on each day, by source, rule and column: those too that have left quarantine since. */
    private Map<List<String>, List<Long>> days(Filter filter, LocalDate first) {
        Map<List<String>, List<Long>> days = new HashMap<>();
        database.sql("""
                SELECT q.source, q.rule, coalesce(q.reasons->0->>'column', ''), (q.first_seen AT TIME ZONE 'Asia/Shanghai')::date, count(*) FROM intake.quarantine q
                WHERE q.first_seen >= ? AND (?::text IS NULL OR q.source = ?) GROUP BY 1, 2, 3, 4""")
                .params(first.atStartOfDay(Words.DISTRICT).toOffsetDateTime(), filter.source().orElse(null), filter.source().orElse(null))
                .query(row -> {
                    List<Long> daily = days.computeIfAbsent(List.of(row.getString(1), row.getString(2), row.getString(3)), group -> new ArrayList<>(NO_DAYS));
                    long day = ChronoUnit.DAYS.between(first, row.getObject(4, LocalDate.class));
                    if (day < DAYS) {
                        daily.set((int) day, row.getLong(5));
                    }
                });
        return days;
    }

    @Override
    public List<Mend> mends(String id) {
        return JdbcIntakeView.uuid(id).map(key -> database.sql("SELECT column_name, mended_by, mended_at, reason, replaced_at IS NULL FROM intake.mend WHERE quarantine_id = ? ORDER BY id DESC")
                .param(key).query((row, number) -> new Mend(row.getString(1), row.getString(2), JdbcIntakeView.instant(row, 3).orElseThrow(), row.getString(4), row.getBoolean(5)))
                .list()).orElse(List.of());
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
                .flatMap(key -> database.sql(HELD + " WHERE q.state <> 'REPLAYED' AND q.id = ?").param(key).query(this::held).optional());
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
                .flatMap(opened -> cells(opened, fed, held.reasons()).stream()).toList();
    }

    private List<Cell> cells(Quarantine.Held opened, Map<String, ItemDefinition> fed, List<Reason> reasons) {
        RawRecord raw = opened.raw();
        return IntStream.range(0, Math.min(raw.columns().names().size(), raw.cells().length)).mapToObj(index -> {
            String column = raw.columns().names().get(index);
            Optional<ItemDefinition> item = Optional.ofNullable(fed.get(column));
            List<String> problems = reasons.stream().filter(reason -> reason.column().equals(column)).map(Reason::rule).toList();
            Optional<String> mended = Optional.ofNullable(opened.mended().values().get(column)).map(value -> mask.cell(item, value));
            return new Cell(column, mask.cell(item, raw.cells()[index]), item.map(ItemDefinition::level), problems, mended);
        }).toList();
    }

    private Held held(ResultSet row, int number) throws SQLException {
        return new Held(JdbcIntakeView.id(row, 1), row.getString(2), row.getString(3), row.getLong(4), reasons(row.getString(5)),
                JdbcIntakeView.instant(row, 6).orElseThrow(), JdbcIntakeView.instant(row, 7).orElseThrow(), row.getLong(8), row.getString(9), row.getString(10));
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
