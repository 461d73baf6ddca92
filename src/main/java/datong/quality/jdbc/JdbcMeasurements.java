package datong.quality.jdbc;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.f4b6a3.ulid.Ulid;
import datong.quality.Leap;
import datong.quality.Measurement;
import datong.quality.Measurement.ItemMeasure;
import datong.quality.Measurements;
import datong.schema.ItemName;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Measurements in the schema {@code quality}. */
public final class JdbcMeasurements implements Measurements {
    private static final String MEASUREMENT = "SELECT delivery_id, source, received_at, row_count, newest, items, flags, refusals FROM quality.measurement WHERE source = ? AND ";
    private static final String LEAP = """
            SELECT l.id, l.delivery_id, l.source, l.kind, l.item, l.before, l.now, d.name, l.noted_at FROM quality.leap l JOIN intake.delivery d ON d.id = l.delivery_id WHERE\s""";
    private final JdbcClient database;
    private final TransactionTemplate transaction;
    private final ObjectMapper json = new ObjectMapper();

    public JdbcMeasurements(DataSource database) {
        this.database = JdbcClient.create(database);
        this.transaction = new TransactionTemplate(new DataSourceTransactionManager(database));
    }

    /** How an item stands in the column {@code items}. */
    private record Item(String output, String item, long records, long filled, long distinct) {}

    @Override
    public void keep(Measurement measurement, List<Leap> leaps) {
        transaction.executeWithoutResult(status -> {
            database.sql("""
                    INSERT INTO quality.measurement (delivery_id, source, received_at, row_count, newest, items, flags, refusals)
                    VALUES (?, ?, ?, ?, ?, ?::jsonb, ?::jsonb, ?::jsonb) ON CONFLICT DO NOTHING""")
                    .params(uuid(measurement.delivery()), measurement.source(), utc(measurement.received()), measurement.rows(),
                            measurement.newest().map(JdbcMeasurements::utc).orElse(null),
                            text(measurement.items().stream().map(JdbcMeasurements::item).toList()), text(measurement.flags()), text(measurement.refusals()))
                    .update();
            leaps.forEach(leap -> keep(leap, measurement.received()));
        });
    }

    private void keep(Leap leap, Instant at) {
        database.sql("INSERT INTO quality.leap (delivery_id, source, kind, item, before, now, noted_at) VALUES (?, ?, ?, ?, ?, ?, ?)")
                .params(uuid(leap.delivery()), leap.source(), leap.kind().name(), leap.item().orElse(null), leap.before(), leap.now(), utc(at)).update();
    }

    @Override
    public void note(Leap leap, Instant at) {
        if (database.sql("SELECT count(*) FROM quality.leap WHERE source = ? AND kind = ? AND accepted_at IS NULL").params(leap.source(), leap.kind().name())
                .query(Long.class).single() == 0) {
            keep(leap, at);
        }
    }

    @Override
    public boolean use(String source, long vanishing, Instant at) {
        return database.sql("UPDATE quality.leap SET used_at = ? WHERE source = ? AND kind = 'VANISHED' AND accepted_at IS NOT NULL AND used_at IS NULL AND before - now >= ?")
                .params(utc(at), source, vanishing).update() > 0;
    }

    @Override
    public List<Measurement> past(String source, Instant before, int most) {
        return database.sql(MEASUREMENT + "received_at < ? ORDER BY received_at DESC LIMIT ?").params(source, utc(before), most).query(this::measurement).list();
    }

    @Override
    public List<Measurement> since(String source, Instant from) {
        return database.sql(MEASUREMENT + "received_at >= ? ORDER BY received_at").params(source, utc(from)).query(this::measurement).list();
    }

    @Override
    public Ended ended(String source, Instant from) {
        return database.sql("SELECT count(*), count(*) FILTER (WHERE state = 'DONE') FROM intake.delivery WHERE source = ? AND received_at >= ? AND state IN ('DONE', 'SET_ASIDE', 'STOPPED')")
                .params(source, utc(from)).query((row, number) -> new Ended(row.getLong(1), row.getLong(2))).single();
    }

    @Override
    public List<Noted> open(Optional<String> source, int most) {
        return database.sql(LEAP + "l.accepted_at IS NULL AND (?::text IS NULL OR l.source = ?) ORDER BY l.id DESC LIMIT ?")
                .params(source.orElse(null), source.orElse(null), most).query(JdbcMeasurements::noted).list();
    }

    @Override
    public Optional<Noted> accept(long id, String actor, Instant at) {
        Optional<Noted> open = database.sql(LEAP + "l.accepted_at IS NULL AND l.id = ?").param(id).query(JdbcMeasurements::noted).optional();
        return open.filter(found -> database.sql("UPDATE quality.leap SET accepted_by = ?, accepted_at = ? WHERE id = ? AND accepted_at IS NULL")
                .params(actor, utc(at), id).update() == 1);
    }

    private Measurement measurement(ResultSet row, int number) throws SQLException {
        return new Measurement(Ulid.from(row.getObject(1, UUID.class)).toString(), row.getString(2), instant(row, 3).orElseThrow(), row.getLong(4),
                items(row.getString(6)), counts(row.getString(7)), counts(row.getString(8)), instant(row, 5));
    }

    private static Noted noted(ResultSet row, int number) throws SQLException {
        Leap leap = new Leap(Ulid.from(row.getObject(2, UUID.class)).toString(), row.getString(3), Leap.Kind.valueOf(row.getString(4)),
                Optional.ofNullable(row.getString(5)), row.getDouble(6), row.getDouble(7));
        return new Noted(row.getLong(1), leap, row.getString(8), instant(row, 9).orElseThrow());
    }

    private static Item item(ItemMeasure measure) {
        return new Item(measure.output(), measure.item().value(), measure.records(), measure.filled(), measure.distinct());
    }

    private List<ItemMeasure> items(String text) {
        return read(text, new TypeReference<List<Item>>() {}).stream()
                .map(item -> new ItemMeasure(item.output(), new ItemName(item.item()), item.records(), item.filled(), item.distinct())).toList();
    }

    private Map<String, Long> counts(String text) {
        return read(text, new TypeReference<>() {});
    }

    private <T> T read(String text, TypeReference<T> type) {
        try {
            return json.readValue(text, type);
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException("a row of quality.measurement cannot be read", broken);
        }
    }

    private String text(Object value) {
        try {
            return json.writeValueAsString(value);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static Optional<Instant> instant(ResultSet row, int column) throws SQLException {
        return Optional.ofNullable(row.getObject(column, OffsetDateTime.class)).map(OffsetDateTime::toInstant);
    }

    private static OffsetDateTime utc(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }

    private static UUID uuid(String id) {
        return Ulid.from(id).toUuid();
    }
}
