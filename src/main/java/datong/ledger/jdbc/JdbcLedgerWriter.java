package datong.ledger.jdbc;

import com.github.f4b6a3.ulid.Ulid;
import com.github.f4b6a3.ulid.UlidCreator;
import datong.ledger.LedgerUnavailable;
import datong.ledger.LedgerWriter;
import datong.ledger.QuarantineSeal;
import datong.ledger.Vault;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.BitSet;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;

/**
 * Batches into PostgreSQL: rows are sealed and laid out in binary outside the transaction, then the rows, balance, quarantine,
 * watermark and audit event are written in one transaction. Thread-safe; a thread uses one connection at a time.
 */
public final class JdbcLedgerWriter implements LedgerWriter {
    private static final String UNIQUE_VIOLATION = "23505";
    private static final String SERIALISATION = "40";
    private static final int TRIES = 5;
    private final DataSource database;
    private final Vault vault;
    private final QuarantineRows quarantine;
    private final Origins origins;
    private final RelationRows relations = new RelationRows();
    private final Removals removals;
    private final Buffers buffers = new Buffers();
    private final WaveWriter waves = new WaveWriter(buffers);

    public JdbcLedgerWriter(DataSource database, Vault vault) {
        this.database = database;
        this.vault = vault;
        this.quarantine = new QuarantineRows(new QuarantineSeal(vault));
        this.origins = new Origins(database);
        this.removals = new Removals(origins);
    }

    @Override
    public Balance append(Batch batch) {
        StagedBatch staged = StagedBatch.of(batch, vault, origins, buffers);
        try {
            return append(batch, staged, quarantine.seal(batch, staged.rejected()));
        } finally {
            staged.release();
        }
    }

    private Balance append(Batch batch, StagedBatch staged, List<QuarantineRows.Row> rejected) {
        vault.flush();
        for (int attempt = 1; ; attempt++) {
            try {
                return write(batch, staged, rejected);
            } catch (SQLException failure) {
                if (attempt == TRIES || !transientFailure(failure)) {
                    throw new LedgerUnavailable("batch " + batch.id() + " of " + batch.mapping().source() + " was not stored", failure);
                }
            }
        }
    }

    private Balance write(Batch batch, StagedBatch staged, List<QuarantineRows.Row> rejected) throws SQLException {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            try {
                BatchTurn.take(connection);
                Balance balance = writeRows(connection, batch, staged, rejected);
                connection.commit();
                return balance;
            } catch (SQLException | RuntimeException failure) {
                undo(connection, failure);
                throw failure;
            }
        }
    }

    /** A connection that is gone cannot roll back: why it went is what must be told, not that. */
    static void undo(Connection connection, Exception failure) {
        try {
            connection.rollback();
        } catch (SQLException gone) {
            failure.addSuppressed(gone);
        }
    }

    private Balance writeRows(Connection connection, Batch batch, StagedBatch staged, List<QuarantineRows.Row> rejected) throws SQLException {
        BitSet stored = waves.write(connection, batch, staged);
        relations.write(connection, batch, staged);
        Removals.Removed removed = removals.write(connection, batch);
        long taken = stored.cardinality() + removed.deletions().cardinality();
        Balance balance = new Balance(batch.read(), taken, batch.read() - rejected.size() - taken, rejected.size(), removed.records());
        balanceRow(connection, batch, balance);
        quarantine.release(connection, batch);
        quarantine.write(connection, batch, rejected);
        watermark(connection, batch);
        outbox(connection, batch.audit().apply(balance));
        return balance;
    }

    static void balanceRow(Connection connection, Batch batch, Balance balance) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("""
                INSERT INTO intake.batch (id, delivery_id, source, mapping_version, committed_at, read_count, stored_count,
                    unchanged_count, quarantined_count, removed_count) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""")) {
            insert.setObject(1, uuid(batch.id()));
            insert.setObject(2, uuid(batch.delivery()));
            insert.setString(3, batch.mapping().source());
            insert.setString(4, batch.mapping().version());
            insert.setObject(5, at(batch));
            insert.setLong(6, balance.read());
            insert.setLong(7, balance.stored());
            insert.setLong(8, balance.unchanged());
            insert.setLong(9, balance.quarantined());
            insert.setLong(10, balance.removed());
            insert.executeUpdate();
        }
    }

    private static void watermark(Connection connection, Batch batch) throws SQLException {
        if (batch.watermark().isEmpty()) {
            return;
        }
        try (PreparedStatement upsert = connection.prepareStatement("""
                INSERT INTO intake.watermark (source, value, updated_at) VALUES (?, ?, ?)
                ON CONFLICT (source) DO UPDATE SET value = excluded.value, updated_at = excluded.updated_at""")) {
            upsert.setString(1, batch.watermark().get().channel());
            upsert.setString(2, batch.watermark().get().value());
            upsert.setObject(3, at(batch));
            upsert.executeUpdate();
        }
    }

    static void outbox(Connection connection, OutboxEvent event) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("INSERT INTO audit.outbox (id, event) VALUES (?, ?)")) {
            insert.setString(1, event.id());
            insert.setString(2, event.json());
            insert.executeUpdate();
        }
    }

    private static boolean transientFailure(SQLException failure) {
        String state = String.valueOf(failure.getSQLState());
        return state.equals(UNIQUE_VIOLATION) || state.startsWith(SERIALISATION);
    }

    static OffsetDateTime at(Batch batch) {
        return batch.at().atOffset(ZoneOffset.UTC);
    }

    static UUID uuid(String ulid) {
        return Ulid.from(ulid).toUuid();
    }

    static Ulid nextId() {
        return UlidCreator.getMonotonicUlid();
    }
}
