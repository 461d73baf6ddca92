package datong.web.console;

import com.github.f4b6a3.ulid.Ulid;
import datong.intake.camel.Channel;
import datong.mapping.Mapping;
import datong.mapping.MappingError;
import datong.mapping.Mappings;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Deliveries and balances from the tables of intake; routes and mappings as they are in force. */
final class JdbcIntakeView implements IntakeView {
    private static final String DELIVERY = """
            SELECT id, source, name, bytes, sha256, received_at, finished_at, state, rule, message, rows_read, bytes_read FROM intake.delivery""";
    private static final String BATCH = """
            SELECT b.id, b.delivery_id, d.name, b.source, b.mapping_version, b.committed_at, b.read_count, b.stored_count, b.unchanged_count,
                b.quarantined_count, b.removed_count FROM intake.batch b JOIN intake.delivery d ON d.id = b.delivery_id""";
    private final JdbcClient database;
    private final Mappings mappings;
    private final Supplier<List<MappingError>> mistakes;
    private final Routes routes;

    JdbcIntakeView(JdbcClient database, Mappings mappings, Supplier<List<MappingError>> mistakes, Routes routes) {
        this.database = database;
        this.mappings = mappings;
        this.mistakes = mistakes;
        this.routes = routes;
    }

    private record Past(Optional<Instant> last, Totals totals, long open) {
        static final Past NONE = new Past(Optional.empty(), new Totals(0, 0, 0, 0), 0);
    }

    @Override
    public List<Source> sources() {
        Map<String, Past> pasts = pasts();
        Map<String, String> versions = mappings.all().stream().collect(Collectors.toMap(Mapping::source, Mapping::version));
        TreeSet<String> codes = new TreeSet<>(pasts.keySet());
        codes.addAll(versions.keySet());
        routes.channels().get().forEach(channel -> codes.add(channel.source()));
        return codes.stream().map(code -> source(code, Optional.ofNullable(versions.get(code)), pasts.getOrDefault(code, Past.NONE))).toList();
    }

    @Override
    public List<Channel> channels() {
        return routes.channels().get();
    }

    private Source source(String code, Optional<String> version, Past past) {
        List<String> problems = mistakes.get().stream().filter(error -> error.file().endsWith("/" + code + ".mapping.yaml")).map(MappingError::toString).toList();
        return new Source(code, routes.of(code), version, problems, past.last(), past.totals(), past.open());
    }

    private Map<String, Past> pasts() {
        return database.sql("""
                SELECT d.source, d.last, b.read, b.stored, b.unchanged, b.quarantined, q.open, b.removed
                FROM (SELECT source, max(received_at) AS last FROM intake.delivery GROUP BY source) d
                LEFT JOIN (SELECT source, sum(read_count) AS read, sum(stored_count) AS stored, sum(unchanged_count) AS unchanged,
                    sum(quarantined_count) AS quarantined, sum(removed_count) AS removed FROM intake.batch GROUP BY source) b USING (source)
                LEFT JOIN (SELECT source, count(*) AS open FROM intake.quarantine WHERE state = 'OPEN' GROUP BY source) q USING (source)""")
                .query((row, number) -> Map.entry(row.getString(1), new Past(instant(row, 2),
                        new Totals(row.getLong(3), row.getLong(4), row.getLong(5), row.getLong(6), row.getLong(8)), row.getLong(7))))
                .list().stream().collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    @Override
    public Optional<Source> source(String code) {
        return sources().stream().filter(source -> source.code().equals(code)).findFirst();
    }

    @Override
    public List<Delivery> deliveries(String source, int most) {
        return database.sql(DELIVERY + " WHERE source = ? ORDER BY received_at DESC, id DESC LIMIT ?").param(source).param(most)
                .query(JdbcIntakeView::delivery).list();
    }

    @Override
    public List<Delivery> running() {
        return database.sql(DELIVERY + " WHERE state = 'RUNNING' ORDER BY received_at DESC LIMIT 20").query(JdbcIntakeView::delivery).list();
    }

    @Override
    public List<Batch> batches(String source, int most) {
        return database.sql(BATCH + " WHERE b.source = ? ORDER BY b.committed_at DESC, b.id DESC LIMIT ?").param(source).param(most)
                .query(JdbcIntakeView::batch).list();
    }

    @Override
    public Optional<Batch> batch(String id) {
        return uuid(id).flatMap(key -> database.sql(BATCH + " WHERE b.id = ?").param(key).query(JdbcIntakeView::batch).optional());
    }

    private static Delivery delivery(ResultSet row, int number) throws SQLException {
        return new Delivery(id(row, 1), row.getString(2), row.getString(3), row.getLong(4), text(row, 5), instant(row, 6).orElseThrow(),
                instant(row, 7), row.getString(8), text(row, 9), text(row, 10), row.getLong(11), row.getLong(12));
    }

    private static Batch batch(ResultSet row, int number) throws SQLException {
        return new Batch(id(row, 1), id(row, 2), row.getString(3), row.getString(4), row.getString(5), instant(row, 6).orElseThrow(),
                new Totals(row.getLong(7), row.getLong(8), row.getLong(9), row.getLong(10), row.getLong(11)));
    }

    static String id(ResultSet row, int column) throws SQLException {
        return Ulid.from(row.getObject(column, UUID.class)).toString();
    }

    /** Empty if the text is no identifier of ours. */
    static Optional<UUID> uuid(String id) {
        return Stream.of(id).filter(Ulid::isValid).map(Ulid::from).map((Function<Ulid, UUID>) Ulid::toUuid).findFirst();
    }

    static Optional<Instant> instant(ResultSet row, int column) throws SQLException {
        return Optional.ofNullable(row.getObject(column, OffsetDateTime.class)).map(OffsetDateTime::toInstant);
    }

    private static String text(ResultSet row, int column) throws SQLException {
        return Optional.ofNullable(row.getString(column)).orElse("");
    }
}
