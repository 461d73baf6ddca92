package datong.intake.jdbc;

import com.github.f4b6a3.ulid.Ulid;
import com.github.f4b6a3.ulid.UlidCreator;
import datong.intake.Mended;
import datong.intake.Mends;
import datong.ledger.QuarantineSeal;
import datong.ledger.SubjectId;
import datong.source.RawRecord;
import java.nio.ByteBuffer;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Mends in PostgreSQL, each value sealed under its record's key. A source of which nothing was mended costs one question a batch. */
public final class JdbcMends implements Mends {
    private final JdbcClient database;
    private final TransactionTemplate transaction;
    private final QuarantineSeal seal;
    private final Clock clock;

    public JdbcMends(DataSource database, QuarantineSeal seal, Clock clock) {
        this.database = JdbcClient.create(database);
        this.transaction = new TransactionTemplate(new DataSourceTransactionManager(database));
        this.seal = seal;
        this.clock = clock;
    }

    /** A mend as it lies in the table. */
    private record Row(ByteBuffer digest, SubjectId subject, String column, byte[] sealed) {}

    @Override
    public Map<Integer, Mended> of(String source, List<RawRecord> records) {
        if (!database.sql("SELECT EXISTS (SELECT 1 FROM intake.mend WHERE source = ?)").param(source).query(Boolean.class).single()) {
            return Map.of();
        }
        Map<ByteBuffer, List<Integer>> places = new HashMap<>();
        for (int place = 0; place < records.size(); place++) {
            places.computeIfAbsent(ByteBuffer.wrap(seal.digest(records.get(place))), any -> new ArrayList<>(1)).add(place);
        }
        Map<ByteBuffer, Map<String, String>> values = new HashMap<>();
        rows(source, places.keySet().stream().map(ByteBuffer::array).toArray(byte[][]::new)).forEach(row -> seal.openValue(row.subject(), row.sealed())
                .ifPresent(value -> values.computeIfAbsent(row.digest(), any -> new HashMap<>()).put(row.column(), value)));
        Map<Integer, Mended> mended = new HashMap<>();
        values.forEach((digest, columns) -> places.get(digest).forEach(place -> mended.put(place, new Mended(columns))));
        return mended;
    }

    private List<Row> rows(String source, byte[][] digests) {
        return database.sql("""
                SELECT q.digest, q.subject, m.column_name, m.sealed FROM intake.quarantine q JOIN intake.mend m ON m.quarantine_id = q.id AND m.replaced_at IS NULL
                WHERE q.source = ? AND q.digest = ANY (?)""").params(source, digests).query(JdbcMends::row).list();
    }

    private static Row row(ResultSet row, int number) throws SQLException {
        return new Row(ByteBuffer.wrap(row.getBytes(1)), subject(row.getObject(2, UUID.class)), row.getString(3), row.getBytes(4));
    }

    @Override
    public void keep(Mend mend) {
        UUID record = Ulid.from(mend.quarantine()).toUuid();
        OffsetDateTime now = clock.instant().atOffset(ZoneOffset.UTC);
        transaction.executeWithoutResult(status -> {
            SubjectId subject = subject(database.sql("SELECT subject FROM intake.quarantine WHERE id = ? FOR UPDATE").param(record).query(UUID.class).single());
            byte[] sealed = seal.sealValue(subject, mend.value());
            seal.flush();
            database.sql("UPDATE intake.mend SET replaced_at = ? WHERE quarantine_id = ? AND column_name = ? AND replaced_at IS NULL")
                    .params(now, record, mend.column()).update();
            database.sql("INSERT INTO intake.mend (id, quarantine_id, source, column_name, sealed, reason, mended_by, mended_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)")
                    .params(UlidCreator.getMonotonicUlid().toUuid(), record, mend.source(), mend.column(), sealed, mend.reason(), mend.actor(), now).update();
        });
    }

    static SubjectId subject(UUID subject) {
        return new SubjectId(subject.getMostSignificantBits(), subject.getLeastSignificantBits());
    }
}
