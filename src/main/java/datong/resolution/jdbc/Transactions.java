package datong.resolution.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/** One at a time: whoever changes clusters holds the lock until it has committed, so that rules and people never work at once. */
final class Transactions {
    private static final long LOCK = 0x7265736F6C7665L;
    private final DataSource database;
    private final Runnable committed;

    /** @param committed after each commit, e.g. moves the outbox into the log */
    Transactions(DataSource database, Runnable committed) {
        this.database = database;
        this.committed = committed;
    }

    interface Work<T> {
        T run(Connection connection, Statements sql) throws SQLException;
    }

    <T> T run(Work<T> work) {
        T result;
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            try {
                Statements sql = new Statements(connection);
                sql.list("SELECT pg_advisory_xact_lock(?)", row -> 0, LOCK);
                result = work.run(connection, sql);
                connection.commit();
            } catch (SQLException | RuntimeException failure) {
                connection.rollback();
                throw failure;
            }
        } catch (SQLException failure) {
            throw new ResolutionUnavailable("resolution could not work on the database", failure);
        }
        committed.run();
        return result;
    }

    /** The database did not answer; nothing was changed and it may be tried again. */
    static final class ResolutionUnavailable extends RuntimeException {
        ResolutionUnavailable(String message, Throwable cause) {
            super(message, cause);
        }
    }
}
