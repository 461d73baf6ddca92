package datong.ledger.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * What tells transactions that change the ledger from all others, so that only those hold up whoever follows changes.
 *
 * <p>Promise: whoever writes batches or erasures takes the lock before anything else in the transaction, so that a transaction that has its number and not the lock never will write any.
 */
final class BatchTurn {
    private static final long LOCK = 0x4441544F4E47L;
    private static final String MARK = "SELECT pg_advisory_xact_lock_shared(" + LOCK + ")";
    private static final String OTHERS = """
            SELECT coalesce(array_agg(t.transactionid::text::int8), '{}') FROM pg_locks t WHERE t.locktype = 'transactionid' AND t.mode = 'ExclusiveLock' AND t.granted AND NOT EXISTS (
                SELECT FROM pg_locks a WHERE a.virtualtransaction = t.virtualtransaction AND a.locktype = 'advisory' AND a.classid = %d AND a.objid = %d AND a.objsubid = 1
                    AND a.database = (SELECT oid FROM pg_database WHERE datname = current_database()))"""
            .formatted(LOCK >>> 32, LOCK & 0xFFFFFFFFL);

    private BatchTurn() {}

    /** The first statement of a transaction that writes. */
    static void take(Connection connection) throws SQLException {
        try (PreparedStatement mark = connection.prepareStatement(MARK)) {
            mark.execute();
        }
    }

    /**
     * Numbers, as far as PostgreSQL keeps them in locks, of transactions under way that write no batch. To be read before the snapshot that it is used with: what began between the two is
     * not among them.
     */
    static Long[] others(Connection connection) throws SQLException {
        try (PreparedStatement read = connection.prepareStatement(OTHERS); ResultSet answer = read.executeQuery()) {
            answer.next();
            return (Long[]) answer.getArray(1).getArray();
        }
    }
}
