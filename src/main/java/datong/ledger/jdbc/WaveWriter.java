package datong.ledger.jdbc;

import datong.ledger.LedgerWriter.Batch;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/**
 * Rows of a batch into their tables, within its transaction. While a source brings only new keys they are copied straight into the
 * table, which costs half as much as a stage and a MERGE; the table's unique index tells when a key is stored already, and then the
 * rows go by the stage until a whole batch is new again. Thread-safe.
 */
final class WaveWriter {
    private static final String UNIQUE_VIOLATION = "23505";
    private final Buffers buffers;
    private final Set<String> sourcesThatRepeat = ConcurrentHashMap.newKeySet();

    WaveWriter(Buffers buffers) {
        this.buffers = buffers;
    }

    /** Ordinals of the source records that were stored; the others were stored before with the same content. */
    BitSet write(Connection connection, Batch batch, StagedBatch staged) throws SQLException {
        BitSet stored = new BitSet();
        execute(connection, LedgerSql.PLAIN_PLANS);
        for (Map.Entry<LedgerTable, List<Wave>> entry : staged.waves().entrySet()) {
            LedgerSql sql = new LedgerSql(entry.getKey());
            List<Wave> waves = entry.getValue();
            boolean straight = copiedStraight(connection, sql, batch.mapping().source(), waves.getFirst());
            if (straight) {
                waves.getFirst().addOrdinals(stored);
            }
            merge(connection, sql, batch, straight ? waves.subList(1, waves.size()) : waves, stored);
        }
        return stored;
    }

    /** Only the first wave may be all new: those after it bring the same keys again. */
    private boolean copiedStraight(Connection connection, LedgerSql sql, String source, Wave wave) throws SQLException {
        if (sourcesThatRepeat.contains(source)) {
            return false;
        }
        Savepoint before = connection.setSavepoint();
        try {
            copy(connection, sql.copyIntoTable(), wave::writeTo);
            connection.releaseSavepoint(before);
            return true;
        } catch (SQLException failure) {
            if (!UNIQUE_VIOLATION.equals(failure.getSQLState())) {
                throw failure;
            }
            connection.rollback(before);
            sourcesThatRepeat.add(source);
            return false;
        }
    }

    private void merge(Connection connection, LedgerSql sql, Batch batch, List<Wave> waves, BitSet stored) throws SQLException {
        if (waves.isEmpty()) {
            return;
        }
        execute(connection, sql.createStage());
        boolean allNew = true;
        for (Wave wave : waves) {
            execute(connection, sql.clearStage());
            stage(connection, sql, wave);
            allNew &= mergeStage(connection, sql, batch, stored) == wave.rows();
        }
        if (allNew) {
            sourcesThatRepeat.remove(batch.mapping().source());
        }
    }

    private void stage(Connection connection, LedgerSql sql, Wave wave) throws SQLException {
        BinaryCopy room = new BinaryCopy(buffers.take());
        try {
            copy(connection, sql.copyIntoStage(), target -> wave.writeWithOrdinals(target, room));
        } finally {
            room.release(buffers);
        }
    }

    private interface Rows {
        void writeTo(CopyIn copy) throws SQLException;
    }

    private static void copy(Connection connection, String sql, Rows rows) throws SQLException {
        CopyIn copy = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(sql);
        try {
            rows.writeTo(copy);
            copy.endCopy();
        } finally {
            if (copy.isActive()) {
                copy.cancelCopy();
            }
        }
    }

    /** How many rows had keys that were not stored yet. */
    private static int mergeStage(Connection connection, LedgerSql sql, Batch batch, BitSet stored) throws SQLException {
        try (PreparedStatement merge = connection.prepareStatement(sql.merge())) {
            merge.setObject(1, JdbcLedgerWriter.at(batch));
            try (ResultSet answer = merge.executeQuery()) {
                answer.next();
                java.sql.Array ordinals = answer.getArray(1);
                if (ordinals != null) {
                    for (Integer ordinal : (Integer[]) ordinals.getArray()) {
                        stored.set(ordinal);
                    }
                }
                return answer.getInt(2);
            }
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
