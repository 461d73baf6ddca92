package datong.quality.jdbc;

import com.github.f4b6a3.ulid.Ulid;
import datong.mapping.Expectations.Across;
import datong.mapping.Expectations.Agrees;
import datong.mapping.Expectations.Among;
import datong.mapping.Expectations.Completeness;
import datong.mapping.Expectations.Related;
import datong.mapping.Mapping;
import datong.quality.Conformance;
import datong.quality.Coverage;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Expectations as set queries over the ledger's clear columns; each look reads the source's records once. */
public final class JdbcConformance implements Conformance {
    private static final int DAYS = 30;
    private static final int KEPT = 400;
    private static final int EXAMPLES = 20;
    private final JdbcClient database;
    private final TransactionTemplate transaction;
    private final Clock clock;

    public JdbcConformance(DataSource database, Clock clock) {
        this.database = JdbcClient.create(database);
        this.transaction = new TransactionTemplate(new DataSourceTransactionManager(database));
        this.clock = clock;
    }

    @Override
    public void look(Mapping mapping) {
        Optional<Integer> origin = database.sql("SELECT id FROM ledger.origin WHERE source = ? AND output = ?").params(mapping.source(), mapping.outputs().getFirst().code())
                .query(Integer.class).optional();
        if (origin.isPresent()) {
            mapping.expectations().across().forEach(rule -> look(mapping, rule, origin.get()));
            mapping.expectations().completeness().ifPresent(rule -> look(mapping, rule, origin.get()));
        }
    }

    /** Each rule as records and whether they break it. Names come from the schema and the vocabulary of relations, never from data. */
    private void look(Mapping mapping, Across rule, int origin) {
        String own = mapping.outputs().getFirst().element().code();
        String judged = switch (rule) {
            case Related related -> "SELECT e.record_id, e.record_id NOT IN (SELECT own FROM (" + ends(own, rule.of().code(), related.relation()) + ") r) AS broken FROM ledger."
                    + own + " e WHERE e.origin_id = :origin";
            case Agrees agrees -> "SELECT e.record_id, bool_or(e." + agrees.item() + " IS DISTINCT FROM o." + agrees.other() + ") AS broken FROM ledger." + own + " e JOIN ("
                    + ends(own, rule.of().code(), agrees.relation()) + ") r ON r.own = e.record_id JOIN ledger." + rule.of().code() + " o ON o.record_id = r.other WHERE e.origin_id = :origin AND e."
                    + agrees.item() + " IS NOT NULL AND o." + agrees.other() + " IS NOT NULL GROUP BY e.record_id";
            case Among among -> "SELECT e.record_id, o.value IS NULL AS broken FROM ledger." + own + " e LEFT JOIN (SELECT DISTINCT " + among.other() + " AS value FROM ledger." + rule.of().code()
                    + ") o ON o.value = e." + among.item() + " WHERE e.origin_id = :origin AND e." + among.item() + " IS NOT NULL";
        };
        long[] counts = database.sql("SELECT count(*), count(*) FILTER (WHERE broken) FROM (" + judged + ") j").param("origin", origin)
                .query((row, number) -> new long[] {row.getLong(1), row.getLong(2)}).single();
        UUID[] examples = counts[1] == 0 ? new UUID[0] : database.sql("SELECT record_id FROM (" + judged + ") j WHERE broken ORDER BY record_id DESC LIMIT " + EXAMPLES)
                .param("origin", origin).query(UUID.class).list().toArray(UUID[]::new);
        keep(mapping.source(), rule.flag(), counts, examples);
    }

    /** One look a day stays: the last. */
    private void keep(String source, String flag, long[] counts, UUID[] examples) {
        OffsetDateTime now = clock.instant().atOffset(ZoneOffset.ofHours(8));
        transaction.executeWithoutResult(status -> {
            database.sql("DELETE FROM quality.across WHERE source = ? AND flag = ? AND (looked_at >= ? OR looked_at < ?)")
                    .params(source, flag, now.toLocalDate().atStartOfDay().atOffset(ZoneOffset.ofHours(8)), now.minusDays(KEPT)).update();
            database.sql("INSERT INTO quality.across (source, flag, looked_at, record_count, broken_count, examples) VALUES (?, ?, ?, ?, ?, ?)")
                    .params(source, flag, now, counts[0], counts[1], examples).update();
        });
    }

    /** Both ends of the relation, whichever way it goes. */
    private static String ends(String own, String other, String relation) {
        return ("SELECT from_id AS own, to_id AS other FROM ledger.relation WHERE relation = '%1$s' AND from_type = '%2$s' AND to_type = '%3$s' AND valid_to IS NULL "
                + "UNION ALL SELECT to_id, from_id FROM ledger.relation WHERE relation = '%1$s' AND to_type = '%2$s' AND from_type = '%3$s' AND valid_to IS NULL").formatted(relation, own, other);
    }

    private void look(Mapping mapping, Completeness rule, int origin) {
        String table = "ledger." + mapping.outputs().getFirst().element().code();
        Optional<Instant> newest = database.sql("SELECT max(" + rule.at() + ") FROM " + table + " WHERE origin_id = ? AND " + rule.at() + " <= ?")
                .params(origin, clock.instant().atOffset(ZoneOffset.UTC)).query((row, number) -> instant(row, 1)).single();
        if (newest.isEmpty()) {
            return;
        }
        OffsetDateTime end = newest.get().atOffset(ZoneOffset.ofHours(8));
        LocalDate last = end.toLocalDate();
        Map<String, Map<LocalDate, BitSet>> seen = seen(table, rule, origin, last.minusDays(DAYS - 1), newest.get());
        LocalDate first = seen.values().stream().flatMap(days -> days.keySet().stream()).min(LocalDate::compareTo).orElse(last);
        keep(mapping.source(), Coverage.of(rule, seen, first, last, (int) (end.toLocalTime().toSecondOfDay() / rule.every().toSeconds())));
    }

    private Map<String, Map<LocalDate, BitSet>> seen(String table, Completeness rule, int origin, LocalDate first, Instant newest) {
        Map<String, Map<LocalDate, BitSet>> seen = new HashMap<>();
        database.sql(("SELECT %1$s::text, (%2$s AT TIME ZONE 'Asia/Shanghai')::date AS day, array_agg(DISTINCT floor(extract(epoch FROM (%2$s AT TIME ZONE 'Asia/Shanghai')::time) / ?)::int4) "
                + "FROM %3$s WHERE origin_id = ? AND %2$s >= ? AND %2$s <= ? AND %1$s IS NOT NULL GROUP BY 1, 2").formatted(rule.by(), rule.at(), table))
                .params(rule.every().toSeconds(), origin, first.atStartOfDay().atOffset(ZoneOffset.ofHours(8)), newest.atOffset(ZoneOffset.UTC))
                .query(row -> {
                    BitSet steps = new BitSet();
                    Arrays.stream((Integer[]) row.getArray(3).getArray()).forEach(steps::set);
                    seen.computeIfAbsent(row.getString(1), any -> new HashMap<>()).put(row.getObject(2, LocalDate.class), steps);
                });
        return seen;
    }

    private void keep(String source, List<Coverage> all) {
        transaction.executeWithoutResult(status -> {
            database.sql("DELETE FROM quality.coverage WHERE source = ?").param(source).update();
            database.sql("""
                    INSERT INTO quality.coverage (source, series, day, expected, present, missing)
                    SELECT ?, s, d, e, p, coalesce(string_to_array(nullif(m, ''), ',')::int4[], '{}') FROM unnest(?::text[], ?::date[], ?::int4[], ?::int4[], ?::text[]) AS t (s, d, e, p, m)""")
                    .params(source, texts(all.stream().map(Coverage::series)), texts(all.stream().map(Coverage::day)), texts(all.stream().map(Coverage::expected)),
                            texts(all.stream().map(Coverage::present)),
                            texts(all.stream().map(one -> one.missing().stream().map(String::valueOf).collect(Collectors.joining(",")))))
                    .update();
        });
    }

    private static String[] texts(Stream<?> values) {
        return values.map(String::valueOf).toArray(String[]::new);
    }

    @Override
    public Instant newest(String source) {
        return database.sql("SELECT max(committed_at) FROM intake.batch WHERE source = ?").param(source).query((row, number) -> instant(row, 1)).single().orElse(Instant.EPOCH);
    }

    @Override
    public List<Found> across(String source) {
        Map<String, List<Found>> looks = new TreeMap<>();
        database.sql("SELECT flag, looked_at, record_count, broken_count, examples FROM quality.across WHERE source = ? AND looked_at >= ? ORDER BY id")
                .params(source, clock.instant().minus(Duration.ofDays(DAYS)).atOffset(ZoneOffset.UTC))
                .query(row -> {
                    List<String> examples = Arrays.stream((UUID[]) row.getArray(5).getArray()).map(id -> Ulid.from(id).toString()).toList();
                    looks.computeIfAbsent(row.getString(1), any -> new ArrayList<>())
                            .add(new Found(row.getString(1), instant(row, 2).orElseThrow(), row.getLong(3), row.getLong(4), examples, List.of()));
                });
        return looks.values().stream().map(JdbcConformance::latest).toList();
    }

    private static Found latest(List<Found> looks) {
        Found last = looks.getLast();
        return new Found(last.flag(), last.at(), last.records(), last.broken(), last.examples(), looks.stream().map(Found::share).toList());
    }

    @Override
    public List<Coverage> coverage(String source) {
        return database.sql("SELECT series, day, expected, missing FROM quality.coverage WHERE source = ? ORDER BY series, day").param(source)
                .query((row, number) -> new Coverage(row.getString(1), row.getObject(2, LocalDate.class), row.getInt(3), List.of((Integer[]) row.getArray(4).getArray()))).list();
    }

    @Override
    public List<Instant> delivered(String source, Instant since) {
        return database.sql("""
                SELECT received_at FROM intake.delivery WHERE source = ? AND state = 'DONE' AND received_at >= coalesce((SELECT max(received_at) FROM intake.delivery
                    WHERE source = ? AND state = 'DONE' AND received_at < ?), '-infinity') ORDER BY 1""")
                .params(source, source, since.atOffset(ZoneOffset.UTC)).query((row, number) -> instant(row, 1).orElseThrow()).list();
    }

    @Override
    public Instant begun() {
        return database.sql("SELECT min(received_at) FROM intake.delivery").query((row, number) -> instant(row, 1)).single().orElse(clock.instant());
    }

    private static Optional<Instant> instant(ResultSet row, int column) throws SQLException {
        return Optional.ofNullable(row.getObject(column, OffsetDateTime.class)).map(OffsetDateTime::toInstant);
    }
}
