package datong.lineage.jdbc;

import com.github.f4b6a3.ulid.Ulid;
import datong.lineage.Trace;
import datong.lineage.Trace.Arrival;
import datong.lineage.Trace.Link;
import datong.lineage.Trace.Mend;
import datong.lineage.Trace.Version;
import datong.lineage.Traces;
import datong.schema.Element;
import datong.schema.ElementSchema;
import datong.schema.ItemName;
import datong.schema.LedgerSchema;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The way of a record out of the ledger's tables. Of the items it learns only which hold something. */
public final class JdbcTraces implements Traces {
    private static final String ORIGIN = Arrays.stream(Element.values())
            .map(element -> "SELECT '%1$s', origin_id FROM ledger.%1$s WHERE record_id = :id UNION ALL SELECT '%1$s', origin_id FROM ledger.%1$s_history WHERE record_id = :id"
                    .formatted(element.code()))
            .collect(Collectors.joining(" UNION ALL ", "SELECT f.element, o.source, o.output FROM (", ") f (element, origin_id) JOIN ledger.origin o ON o.id = f.origin_id LIMIT 1"));
    private static final String VERSIONS = """
            SELECT v.valid_from, v.valid_to, v.source_row, v.quality_flags, v.filled, t.mapping_version, t.fingerprint, t.dataset,
                b.id, b.committed_at, d.id, d.name, d.sha256, d.received_at, v.removal
            FROM (SELECT valid_from, NULL::timestamptz AS valid_to, NULL::text AS removal, source_row, quality_flags, terms_id, batch_id, %2$s AS filled FROM ledger.%1$s e WHERE record_id = :id
                UNION ALL SELECT valid_from, valid_to, removal, source_row, quality_flags, terms_id, batch_id, %2$s FROM ledger.%1$s_history e WHERE record_id = :id) v
            JOIN ledger.terms t ON t.id = v.terms_id JOIN intake.batch b ON b.id = v.batch_id JOIN intake.delivery d ON d.id = b.delivery_id
            ORDER BY v.valid_to DESC NULLS FIRST""";
    private static final String FILLED = "ARRAY(SELECT jsonb_object_keys(jsonb_strip_nulls(to_jsonb(e)) || coalesce(e.local, '{}')))";
    /** As intake flags it. */
    private static final String MENDED = "MENDED";
    private final JdbcClient database;
    private final Supplier<LedgerSchema> schema;

    public JdbcTraces(DataSource database, Supplier<LedgerSchema> schema) {
        this.database = JdbcClient.create(database);
        this.schema = schema;
    }

    private record Found(Element element, String source, String output) {}

    private record Line(String dataset, Version version, Optional<String> removal) {}

    @Override
    public Optional<Trace> of(String record) {
        return Optional.of(record).filter(Ulid::isValid).map(id -> Ulid.from(id).toUuid())
                .flatMap(id -> found(id).flatMap(found -> trace(record, id, found)));
    }

    private Optional<Found> found(UUID id) {
        return database.sql(ORIGIN).param("id", id)
                .query((row, number) -> new Found(Element.of(row.getString(1)).orElseThrow(), row.getString(2), row.getString(3))).optional();
    }

    private Optional<Trace> trace(String record, UUID id, Found found) {
        Set<ItemName> items = items(schema.get().element(found.element()));
        List<Line> lines = database.sql(VERSIONS.formatted(found.element().code(), FILLED)).param("id", id)
                .query((row, number) -> new Line(row.getString("dataset"), version(row, items), Optional.ofNullable(row.getString("removal")))).list();
        return lines.isEmpty() ? Optional.empty() : Optional.of(new Trace(record, found.element().code(), lines.getFirst().dataset(),
                found.source(), found.output(), mended(lines.stream().map(Line::version).toList()), links(id), lines.getFirst().removal()));
    }

    /**
     * A mended record enters the ledger in a batch of its own. A later version that is flagged but was written by another batch (the same
     * row again, by another mapping) has the mends of the version before it.
     */
    private List<Version> mended(List<Version> versions) {
        List<Version> told = new ArrayList<>();
        List<Mend> known = List.of();
        for (Version version : versions.reversed()) {
            boolean flagged = version.flags().stream().anyMatch(flag -> flag.equals(MENDED) || flag.startsWith(MENDED + ":"));
            List<Mend> own = flagged ? mends(version.arrival().batch()) : List.of();
            known = own.isEmpty() ? known : own;
            told.addFirst(new Version(version.from(), version.until(), version.arrival(), version.row(), version.mappingVersion(), version.fingerprint(), version.flags(),
                    version.filled(), flagged ? known : List.of()));
        }
        return told;
    }

    private List<Mend> mends(String batch) {
        return database.sql("""
                SELECT m.column_name, m.mended_by, m.mended_at, m.reason, m.quarantine_id FROM intake.mend m JOIN intake.batch b ON b.id = ?
                WHERE m.quarantine_id = (SELECT quarantine_id FROM intake.mend WHERE batch_id = b.id LIMIT 1) AND m.mended_at <= b.committed_at
                    AND (m.replaced_at IS NULL OR m.replaced_at > b.committed_at) ORDER BY m.id""")
                .param(Ulid.from(batch).toUuid())
                .query((row, number) -> new Mend(row.getString(1), row.getString(2), instant(row, 3).orElseThrow(), row.getString(4), ulid(row, 5))).list();
    }

    private static Set<ItemName> items(ElementSchema schema) {
        return schema.items().stream().map(item -> item.name()).collect(Collectors.toSet());
    }

    private static Version version(ResultSet row, Set<ItemName> items) throws SQLException {
        Set<ItemName> filled = texts(row.getArray("filled")).stream().flatMap(name -> items.stream().filter(item -> item.value().equals(name)))
                .collect(Collectors.toUnmodifiableSet());
        long number = row.getLong("source_row");
        OptionalLong position = row.wasNull() ? OptionalLong.empty() : OptionalLong.of(number);
        List<String> flags = texts(row.getArray("quality_flags"));
        return new Version(instant(row, 1).orElseThrow(), instant(row, 2), arrival(row), position, row.getString("mapping_version"),
                row.getString("fingerprint"), flags, filled, List.of());
    }

    private static Arrival arrival(ResultSet row) throws SQLException {
        return new Arrival(ulid(row, 9), instant(row, 10).orElseThrow(), ulid(row, 11), row.getString(12), Optional.ofNullable(row.getString(13)),
                instant(row, 14).orElseThrow());
    }

    private List<Link> links(UUID id) {
        return database.sql("""
                SELECT relation, true, to_type, to_id FROM ledger.relation WHERE from_id = :id AND valid_to IS NULL
                UNION ALL SELECT relation, false, from_type, from_id FROM ledger.relation WHERE to_id = :id AND valid_to IS NULL ORDER BY 1, 2, 4 LIMIT 200""")
                .param("id", id)
                .query((row, number) -> new Link(row.getString(1), row.getBoolean(2), row.getString(3), ulid(row, 4))).list();
    }

    private static List<String> texts(Array array) throws SQLException {
        return array == null ? List.of() : List.of((String[]) array.getArray());
    }

    private static Optional<Instant> instant(ResultSet row, int column) throws SQLException {
        return Optional.ofNullable(row.getObject(column, OffsetDateTime.class)).map(OffsetDateTime::toInstant);
    }

    private static String ulid(ResultSet row, int column) throws SQLException {
        return Ulid.from(row.getObject(column, UUID.class)).toString();
    }
}
