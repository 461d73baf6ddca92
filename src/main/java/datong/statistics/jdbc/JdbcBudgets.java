package datong.statistics.jdbc;

import datong.schema.DatasetCode;
import datong.statistics.Budgets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/** Keeps what was spent in {@code statistics.spending}; each charge waits for the disk. */
public final class JdbcBudgets implements Budgets {
    private final DataSource database;

    public JdbcBudgets(DataSource database) {
        this.database = database;
    }

    @Override
    public Spending spend(Account account, byte[] key, long epsilon, long budget, String subject) {
        return JdbcAnswers.run(database, "a budget", connection -> {
            try (PreparedStatement lock = connection.prepareStatement("SELECT pg_advisory_xact_lock(hashtextextended('datong budget ' || ? || ' ' || ?, 0))")) {
                lock.setString(1, account.dataset().value());
                lock.setString(2, account.organisation());
                lock.execute();
            }
            long spent = spent(connection, account);
            if (told(connection, account, key)) {
                return new Spending(true, false, spent);
            }
            if (spent > budget - epsilon) {
                return new Spending(false, false, spent);
            }
            charge(connection, account, key, epsilon, subject);
            return new Spending(true, true, spent + epsilon);
        });
    }

    private static boolean told(Connection connection, Account account, byte[] key) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("SELECT 1 FROM statistics.spending WHERE organisation = ? AND key = ?")) {
            select.setString(1, account.organisation());
            select.setBytes(2, key);
            try (ResultSet answer = select.executeQuery()) {
                return answer.next();
            }
        }
    }

    private static void charge(Connection connection, Account account, byte[] key, long epsilon, String subject) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("INSERT INTO statistics.spending (organisation, key, dataset, period, epsilon, subject) VALUES (?, ?, ?, ?, ?, ?)")) {
            insert.setString(1, account.organisation());
            insert.setBytes(2, key);
            insert.setString(3, account.dataset().value());
            insert.setObject(4, account.period());
            insert.setLong(5, epsilon);
            insert.setString(6, subject);
            insert.executeUpdate();
        }
    }

    @Override
    public long spent(Account account) {
        return JdbcAnswers.run(database, "a budget", connection -> spent(connection, account));
    }

    private static long spent(Connection connection, Account account) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("SELECT coalesce(sum(epsilon), 0)::int8 FROM statistics.spending WHERE dataset = ? AND organisation = ? AND period = ?")) {
            select.setString(1, account.dataset().value());
            select.setString(2, account.organisation());
            select.setObject(3, account.period());
            try (ResultSet answer = select.executeQuery()) {
                answer.next();
                return answer.getLong(1);
            }
        }
    }

    @Override
    public List<Line> all() {
        return JdbcAnswers.run(database, "the budgets", connection -> {
            try (PreparedStatement select = connection.prepareStatement("""
                    SELECT dataset, organisation, period, sum(epsilon)::int8, count(*) FROM statistics.spending
                    GROUP BY dataset, organisation, period ORDER BY period DESC, dataset, organisation""");
                    ResultSet answer = select.executeQuery()) {
                List<Line> lines = new ArrayList<>();
                while (answer.next()) {
                    lines.add(new Line(new Account(new DatasetCode(answer.getString(1)), answer.getString(2), answer.getObject(3, LocalDate.class)), answer.getLong(4), answer.getLong(5)));
                }
                return lines;
            }
        });
    }
}
