package datong.studio.jdbc;

import datong.ledger.SubjectId;
import datong.source.RawRecord;
import datong.studio.KeptSamples;
import datong.studio.SampleSeal;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Kept samples in {@code studio.sample}. */
public final class JdbcKeptSamples implements KeptSamples {
    private final JdbcClient database;
    private final SampleSeal seal;

    public JdbcKeptSamples(JdbcClient database, SampleSeal seal) {
        this.database = database;
        this.seal = seal;
    }

    private record Row(UUID id, String source, OffsetDateTime keptAt, int records, UUID subject) {
        SubjectId key() {
            return new SubjectId(subject.getMostSignificantBits(), subject.getLeastSignificantBits());
        }
    }

    private record SealedRow(UUID subject, byte[] sealed) {}

    @Override
    public List<RawRecord> read(String source, int most) {
        List<RawRecord> records = new ArrayList<>();
        for (SealedRow row : database.sql("SELECT subject, sealed FROM studio.sample WHERE source = ? ORDER BY kept_at DESC LIMIT 100").param(source).query(SealedRow.class).list()) {
            if (records.size() < most) {
                records.addAll(seal.open(new SubjectId(row.subject().getMostSignificantBits(), row.subject().getLeastSignificantBits()), row.sealed()));
            }
        }
        return records.size() <= most ? records : List.copyOf(records.subList(0, most));
    }

    @Override
    public Optional<Kept> about(String source) {
        List<Row> rows = database.sql("SELECT id, source, kept_at, records, subject FROM studio.sample WHERE source = ? ORDER BY kept_at DESC").param(source).query(Row.class).list();
        return rows.stream().findFirst().map(newest -> new Kept(rows.stream().mapToInt(Row::records).sum(), newest.keptAt().toInstant()));
    }

    @Override
    public void keep(String source, List<RawRecord> records, Instant at) {
        UUID id = UUID.randomUUID();
        SampleSeal.Sealed sealed = seal.seal(id.toString(), records);
        database.sql("INSERT INTO studio.sample (id, source, kept_at, records, subject, sealed) VALUES (?, ?, ?, ?, ?, ?)")
                .params(id, source, at.atOffset(ZoneOffset.UTC), records.size(), new UUID(sealed.subject().high(), sealed.subject().low()), sealed.bytes()).update();
    }

    @Override
    public void tidy(int most, Instant before) {
        Map<String, Integer> counted = new HashMap<>();
        for (Row row : database.sql("SELECT id, source, kept_at, records, subject FROM studio.sample ORDER BY source, kept_at DESC").query(Row.class).list()) {
            int count = counted.merge(row.source(), row.records(), Integer::sum);
            if (count > most || row.keptAt().toInstant().isBefore(before)) {
                database.sql("DELETE FROM studio.sample WHERE id = ?").param(row.id()).update();
                seal.destroy(row.key());
            }
        }
    }
}
