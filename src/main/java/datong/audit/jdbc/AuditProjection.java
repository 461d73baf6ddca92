package datong.audit.jdbc;

import datong.audit.AuditEvent;
import datong.audit.EventJson;
import datong.audit.LogIndex;
import datong.audit.LogReader;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Makes the log searchable in the table {@code audit.event}, at most a second behind it. Never the truth: proofs come from the log. */
public final class AuditProjection implements AutoCloseable {
    private static final Logger LOGGER = LoggerFactory.getLogger(AuditProjection.class);
    private static final int PORTION = 2000;
    private static final long EVERY_MILLIS = 500;
    /** Letters of a text by which events are found; of four bytes each they fit into an index. */
    private static final int LONGEST = 500;
    private static final ZoneId DISTRICT = ZoneId.of("Asia/Shanghai");
    private static final String INSERT = """
            INSERT INTO audit.event (log_index, id, at, kind, actor, organisation, dataset, purpose, decision, rule, case_number, level_max,
                records, persons, line)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING""";
    private final JdbcTemplate template;
    private final JdbcClient database;
    private final LogReader log;
    private final ScheduledExecutorService follower =
            Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform().name("audit-projection").daemon().factory());
    private final Set<Integer> years = new HashSet<>();
    private Optional<Long> next = Optional.empty();

    public AuditProjection(DataSource database, LogReader log) {
        this.template = new JdbcTemplate(database);
        this.database = JdbcClient.create(database);
        this.log = log;
    }

    /** Each part narrows. {@code rule} is a part of the deciding rule's name. */
    public record Filter(Optional<Instant> from, Optional<Instant> to, Optional<String> actor, Optional<String> organisation,
            Optional<String> dataset, Optional<String> kind, Optional<String> decision, Optional<String> purpose, Optional<String> rule) {
        public static Filter none() {
            return new Filter(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(),
                    Optional.empty(), Optional.empty(), Optional.empty());
        }

        public Filter ofKind(String kind) {
            return new Filter(from, to, actor, organisation, dataset, Optional.of(kind), decision, purpose, rule);
        }
    }

    public record Found(long index, AuditEvent event) {}

    /** Events of one day and decision. */
    public record DayCount(LocalDate day, String decision, long events) {}

    /** Follows the log from now on. */
    public void start() {
        follower.scheduleWithFixedDelay(this::follow, 0, EVERY_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void follow() {
        try {
            catchUp();
        } catch (RuntimeException | Error later) {
            LOGGER.warn("The audit projection could not follow the log; it tries again, and the log itself is not affected", later);
        }
    }

    /** Brings the table up to the log's last durable event; a table that belongs to another log is built anew. */
    public synchronized void catchUp() {
        long from = next.orElseGet(this::position);
        for (List<LogReader.Entry> entries = log.read(from, PORTION); !entries.isEmpty(); entries = log.read(from, PORTION)) {
            entries.forEach(entry -> makeRoom(entry.event().time()));
            List<Object[]> rows = entries.stream().map(AuditProjection::row).toList();
            template.batchUpdate(INSERT, rows);
            from += entries.size();
            next = Optional.of(from);
        }
        next = Optional.of(from);
    }

    /** Each year has a table of its own. */
    private void makeRoom(Instant time) {
        if (years.add(time.atZone(DISTRICT).getYear())) {
            database.sql("SELECT audit.make_room(?)").param(time.atOffset(ZoneOffset.UTC)).query((row, number) -> number).list();
        }
    }

    /** Empties the table and fills it again from the log. */
    public synchronized void rebuild() {
        template.execute("TRUNCATE audit.event");
        next = Optional.of(log.first());
        catchUp();
    }

    /** What the log does not hold any more leaves the table too: whole years by their tables, the rest by rows. @return time of the oldest event that stays */
    public synchronized Optional<Instant> forgetDisposed() {
        catchUp();
        for (String year : database.sql("SELECT inhrelid::regclass::text FROM pg_inherits WHERE inhparent = 'audit.event'::regclass ORDER BY 1").query(String.class).list()) {
            long kept = database.sql("SELECT count(*) FROM (SELECT FROM " + year + " WHERE log_index >= ? LIMIT 1) AS kept").param(log.first()).query(Long.class).single();
            database.sql(kept == 0 ? "DROP TABLE " + year : "DELETE FROM " + year + " WHERE log_index < " + log.first()).update();
        }
        years.clear();
        return database.sql("SELECT at FROM audit.event WHERE log_index = ?").param(log.first()).query(OffsetDateTime.class).optional().map(OffsetDateTime::toInstant);
    }

    private long position() {
        record Last(long index, String line) {}
        Optional<Last> last = database.sql("SELECT log_index, line FROM audit.event ORDER BY log_index DESC LIMIT 1")
                .query((row, number) -> new Last(row.getLong(1), row.getString(2))).optional();
        long contiguous = database.sql("SELECT count(*) FROM audit.event").query(Long.class).single();
        boolean ours = last.isEmpty() || contiguous == last.get().index() + 1 - log.first()
                && log.find(new LogIndex(last.get().index())).filter(entry -> line(entry).equals(last.get().line())).isPresent();
        if (!ours) {
            template.execute("TRUNCATE audit.event");
            return log.first();
        }
        return last.map(row -> row.index() + 1).orElseGet(log::first);
    }

    private static Object[] row(LogReader.Entry entry) {
        AuditEvent event = entry.event();
        return new Object[] {entry.index(), text(event.id()), event.time().atOffset(ZoneOffset.UTC), text(event.kind()), text(event.actor()),
                text(event.organisation()), text(event.dataset()), text(event.purpose()), text(event.decision()), text(event.rule()),
                text(event.caseNumber()), text(event.levelMax()), event.records(), event.persons(),
                line(entry)};
    }

    /** Names the line before it by its hash, so one line is in one log only. */
    private static String line(LogReader.Entry entry) {
        return new String(entry.line(), StandardCharsets.UTF_8);
    }

    /** PostgreSQL has no NUL in texts and no index over long ones; the line itself holds both. An event that the copy could not take would stop it for good. */
    private static String text(String value) {
        return value.substring(0, value.offsetByCodePoints(0, Math.min(LONGEST, value.codePointCount(0, value.length())))).replace('\0', '\uFFFD');
    }

    /** The newest first, those before an index if it is present. */
    public List<Found> search(Filter filter, Optional<Long> before, int most) {
        Conditions conditions = new Conditions(filter);
        before.ifPresent(index -> conditions.add("log_index < ?", index));
        return database.sql("SELECT log_index, line FROM audit.event" + conditions.where() + " ORDER BY log_index DESC LIMIT " + most)
                .params(conditions.values())
                .query((row, number) -> new Found(row.getLong(1), EventJson.read(row.getString(2))))
                .list();
    }

    /** The oldest first, from an index on. */
    public List<Found> ascending(Filter filter, long from, int most) {
        Conditions conditions = new Conditions(filter);
        conditions.add("log_index >= ?", from);
        return database.sql("SELECT log_index, line FROM audit.event" + conditions.where() + " ORDER BY log_index LIMIT " + most)
                .params(conditions.values())
                .query((row, number) -> new Found(row.getLong(1), EventJson.read(row.getString(2))))
                .list();
    }

    public long count(Filter filter) {
        Conditions conditions = new Conditions(filter);
        return database.sql("SELECT count(*) FROM audit.event" + conditions.where()).params(conditions.values()).query(Long.class).single();
    }

    public List<DayCount> countsByDay(Filter filter, ZoneId zone) {
        Conditions conditions = new Conditions(filter);
        List<Object> values = new ArrayList<>(List.of(zone.getId()));
        values.addAll(conditions.values());
        return database.sql("SELECT (at AT TIME ZONE ?)::date AS day, decision, count(*) FROM audit.event" + conditions.where()
                        + " GROUP BY day, decision ORDER BY day, decision")
                .params(values)
                .query((row, number) -> new DayCount(row.getObject(1, LocalDate.class), row.getString(2), row.getLong(3)))
                .list();
    }

    /** Kinds that occur, in order. */
    public List<String> kinds() {
        return database.sql("SELECT DISTINCT kind FROM audit.event ORDER BY kind").query(String.class).list();
    }

    /** One event, from the log itself. */
    public Optional<LogReader.Entry> find(long index) {
        return log.find(new LogIndex(index));
    }

    /** The proof that an event is in the log under its newest checkpoint. */
    public LogReader.InclusionProof prove(long index) {
        return log.prove(new LogIndex(index));
    }

    @Override
    public void close() {
        follower.shutdown();
    }

    private static final class Conditions {
        private final List<String> texts = new ArrayList<>();
        private final List<Object> values = new ArrayList<>();

        Conditions(Filter filter) {
            filter.from().ifPresent(from -> add("at >= ?", at(from)));
            filter.to().ifPresent(to -> add("at < ?", at(to)));
            filter.actor().ifPresent(actor -> add("actor = ?", actor));
            filter.organisation().ifPresent(organisation -> add("organisation = ?", organisation));
            filter.dataset().ifPresent(dataset -> add("dataset = ?", dataset));
            filter.kind().ifPresent(kind -> add("kind = ?", kind));
            filter.decision().ifPresent(decision -> add("decision = ?", decision));
            filter.purpose().ifPresent(purpose -> add("purpose = ?", purpose));
            filter.rule().ifPresent(rule -> add("position(lower(?) IN lower(rule)) > 0", rule));
        }

        private static OffsetDateTime at(Instant instant) {
            return instant.atOffset(ZoneOffset.UTC);
        }

        void add(String text, Object value) {
            texts.add(text);
            values.add(value instanceof String given ? text(given) : value);
        }

        String where() {
            return texts.isEmpty() ? "" : " WHERE " + String.join(" AND ", texts);
        }

        List<Object> values() {
            return values;
        }
    }
}
