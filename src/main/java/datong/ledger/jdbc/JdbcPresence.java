package datong.ledger.jdbc;

import datong.ledger.LedgerUnavailable;
import datong.ledger.LedgerWriter.Balance;
import datong.ledger.LedgerWriter.Batch;
import datong.ledger.Presence;
import datong.ledger.jdbc.Removals.Mark;
import datong.ledger.jdbc.Removals.Reason;
import datong.mapping.Departure;
import datong.mapping.Mapping;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;

/** What deliveries hold, marked in PostgreSQL. */
public final class JdbcPresence implements Presence {
    private static final String DUE = "SELECT source_key, -1 AS ordinal FROM ledger.missing WHERE origin_id = ? AND runs >= ?";
    private final DataSource database;
    private final Origins origins;

    public JdbcPresence(DataSource database) {
        this.database = database;
        this.origins = new Origins(database);
    }

    private interface Work<T> {
        T in(Connection connection) throws SQLException;
    }

    @Override
    public void seen(String delivery, Mapping mapping, List<Departure.Key> keys) {
        transaction(connection -> update(connection, "INSERT INTO ledger.seen SELECT ?, k.* FROM unnest(?::int4[], ?::text[]) AS k ON CONFLICT DO NOTHING",
                JdbcLedgerWriter.uuid(delivery), connection.createArrayOf("int4", keys.stream().map(key -> origins.of(mapping, key.output()).id()).toArray()),
                connection.createArrayOf("text", keys.stream().map(Departure.Key::sourceKey).toArray())));
    }

    @Override
    public void forget(String delivery) {
        transaction(connection -> update(connection, "DELETE FROM ledger.seen WHERE delivery_id = ?", JdbcLedgerWriter.uuid(delivery)));
    }

    @Override
    public Missing count(String delivery, Mapping mapping) {
        return transaction(connection -> {
            long due = 0;
            long present = 0;
            for (Mapping.Output output : mapping.outputs()) {
                int origin = origins.of(mapping, output).id();
                missing(connection, delivery, "ledger." + output.element().code(), origin);
                due += number(connection, "SELECT count(*) FROM ledger.missing WHERE origin_id = ? AND runs >= ?", origin, runs(mapping));
                present += number(connection, "SELECT count(*) FROM ledger." + output.element().code() + " WHERE origin_id = ?", origin);
            }
            update(connection, "DELETE FROM ledger.seen s USING intake.delivery d WHERE d.id = s.delivery_id AND d.source = ? AND (d.id = ? OR d.state <> 'RUNNING')",
                    mapping.source(), JdbcLedgerWriter.uuid(delivery));
            return new Missing(due, present);
        });
    }

    /** A run counts once its delivery is done: one that was cut off is counted by the delivery that repeats it. */
    private static void missing(Connection connection, String delivery, String table, int origin) throws SQLException {
        update(connection, "DELETE FROM ledger.missing m WHERE m.origin_id = ? AND (EXISTS (SELECT FROM ledger.seen s WHERE s.delivery_id = ? AND s.origin_id = m.origin_id "
                + "AND s.source_key = m.source_key) OR NOT EXISTS (SELECT FROM " + table + " e WHERE e.origin_id = m.origin_id AND e.source_key = m.source_key))",
                origin, JdbcLedgerWriter.uuid(delivery));
        update(connection, "INSERT INTO ledger.missing AS m SELECT e.origin_id, e.source_key, 1, ?, now() FROM " + table + " e WHERE e.origin_id = ? AND NOT EXISTS "
                + "(SELECT FROM ledger.seen s WHERE s.delivery_id = ? AND s.origin_id = e.origin_id AND s.source_key = e.source_key) ON CONFLICT (origin_id, source_key) DO UPDATE SET "
                + "runs = m.runs + CASE WHEN EXISTS (SELECT FROM intake.delivery d WHERE d.id = m.delivery_id AND d.state = 'DONE') THEN 1 ELSE 0 END, "
                + "delivery_id = excluded.delivery_id", JdbcLedgerWriter.uuid(delivery), origin, JdbcLedgerWriter.uuid(delivery));
    }

    private static int runs(Mapping mapping) {
        return mapping.snapshot().orElseThrow().missingRuns();
    }

    @Override
    public Balance remove(Batch batch) {
        return transaction(connection -> {
            Mark mark = new Mark(JdbcLedgerWriter.uuid(batch.id()), JdbcLedgerWriter.at(batch), Reason.VANISHED);
            long left = 0;
            for (Mapping.Output output : batch.mapping().outputs()) {
                left += remove(connection, batch.mapping(), output, mark);
            }
            Balance balance = new Balance(0, 0, 0, 0, left);
            JdbcLedgerWriter.balanceRow(connection, batch, balance);
            JdbcLedgerWriter.outbox(connection, batch.audit().apply(balance));
            return balance;
        });
    }

    private long remove(Connection connection, Mapping mapping, Mapping.Output output, Mark mark) throws SQLException {
        int origin = origins.of(mapping, output).id();
        try (PreparedStatement remove = connection.prepareStatement(new LedgerSql(LedgerTable.of(output.schema())).remove(DUE, "source_key"))) {
            remove.setInt(1, origin);
            remove.setInt(2, runs(mapping));
            long left = Removals.removed(remove, 3, origin, mark).records();
            Removals.endRelations(connection, output, mark);
            update(connection, "DELETE FROM ledger.missing WHERE origin_id = ? AND runs >= ?", origin, runs(mapping));
            return left;
        }
    }

    private <T> T transaction(Work<T> work) {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            try {
                T result = work.in(connection);
                connection.commit();
                return result;
            } catch (SQLException | RuntimeException failure) {
                JdbcLedgerWriter.undo(connection, failure);
                throw failure;
            }
        } catch (SQLException failure) {
            throw new LedgerUnavailable("what a delivery holds could not be noted", failure);
        }
    }

    private static int update(Connection connection, String sql, Object... parameters) throws SQLException {
        try (PreparedStatement statement = prepared(connection, sql, parameters)) {
            return statement.executeUpdate();
        }
    }

    private static long number(Connection connection, String sql, Object... parameters) throws SQLException {
        try (PreparedStatement statement = prepared(connection, sql, parameters); ResultSet answer = statement.executeQuery()) {
            answer.next();
            return answer.getLong(1);
        }
    }

    private static PreparedStatement prepared(Connection connection, String sql, Object... parameters) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        for (int index = 0; index < parameters.length; index++) {
            statement.setObject(index + 1, parameters[index]);
        }
        return statement;
    }
}
