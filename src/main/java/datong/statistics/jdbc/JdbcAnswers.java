package datong.statistics.jdbc;

import datong.ledger.LedgerUnavailable;
import datong.schema.Dataset;
import datong.schema.DatasetCode;
import datong.statistics.Answers;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import javax.sql.DataSource;

/** Keeps answers in the schema {@code statistics}; each commit waits for the disk. */
public final class JdbcAnswers implements Answers {
    private static final String COLUMNS = "SELECT key, dataset, state, mechanism, terms, grid::text, summed, counts, sums, answered_at FROM statistics.answer ";
    /** What a delivery under way will write is dated after its beginning, so a moment before that stays as it is. */
    private static final String SETTLE = """
            WITH asked AS (SELECT ?::text AS dataset, ?::date AS period, ?::timestamptz AS now, ?::text[] AS sources),
            own AS (SELECT d.* FROM intake.delivery d, asked WHERE d.source = ANY (asked.sources)),
            moment AS (SELECT least(asked.now, (SELECT min(received_at) FROM own WHERE state = 'RUNNING')) AS at FROM asked)
            INSERT INTO statistics.state (dataset, period, moment) SELECT asked.dataset, asked.period, moment.at FROM asked, moment
            WHERE moment.at = asked.now OR EXISTS (SELECT 1 FROM own WHERE finished_at < moment.at)
            ON CONFLICT DO NOTHING""";
    private final DataSource database;
    private final GridJson grids = new GridJson();
    /** Held while an answer is made, so that those who wait take no connection from the one who counts. */
    private final ReentrantLock turn = new ReentrantLock();

    public JdbcAnswers(DataSource database) {
        this.database = database;
    }

    @Override
    public Optional<Instant> state(Dataset dataset, LocalDate period, Instant now) {
        return run("the state of " + dataset.code(), connection -> {
            Optional<Instant> settled = state(connection, dataset, period);
            if (settled.isPresent()) {
                return settled;
            }
            try (PreparedStatement insert = connection.prepareStatement(SETTLE)) {
                insert.setString(1, dataset.code().value());
                insert.setObject(2, period);
                insert.setObject(3, now.truncatedTo(ChronoUnit.MICROS).atOffset(ZoneOffset.UTC));
                insert.setArray(4, connection.createArrayOf("text", dataset.sources().toArray()));
                insert.executeUpdate();
            }
            return state(connection, dataset, period);
        });
    }

    private static Optional<Instant> state(Connection connection, Dataset dataset, LocalDate period) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("SELECT moment FROM statistics.state WHERE dataset = ? AND period = ?")) {
            select.setString(1, dataset.code().value());
            select.setObject(2, period);
            try (ResultSet answer = select.executeQuery()) {
                return answer.next() ? Optional.of(answer.getObject(1, OffsetDateTime.class).toInstant()) : Optional.empty();
            }
        }
    }

    @Override
    public Optional<Kept> find(DatasetCode dataset, byte[] key) {
        return run("an answer to " + dataset, connection -> find(connection, key));
    }

    @Override
    public Kept keep(DatasetCode dataset, byte[] key, Function<List<Kept>, Kept> make) {
        Optional<Kept> before = find(dataset, key);
        if (before.isPresent()) {
            return before.get();
        }
        turn.lock();
        try {
            return run("an answer to " + dataset, connection -> made(connection, dataset, key, make));
        } finally {
            turn.unlock();
        }
    }

    private Kept made(Connection connection, DatasetCode dataset, byte[] key, Function<List<Kept>, Kept> make) throws SQLException {
        try (PreparedStatement lock = connection.prepareStatement("SELECT pg_advisory_xact_lock(hashtextextended('datong statistics ' || ?, 0))")) {
            lock.setString(1, dataset.value());
            lock.execute();
        }
        Optional<Kept> meanwhile = find(connection, key);
        if (meanwhile.isPresent()) {
            return meanwhile.get();
        }
        List<Kept> exact = list(connection, COLUMNS + "WHERE dataset = ? AND mechanism = 'EXACT' ORDER BY answered_at, key", dataset.value());
        Kept made = make.apply(exact);
        try (PreparedStatement insert = connection.prepareStatement(
                "INSERT INTO statistics.answer (key, dataset, state, mechanism, terms, grid, summed, counts, sums, answered_at) VALUES (?, ?, ?, ?, ?, ?::jsonb, ?, ?, ?, ?)")) {
            insert.setBytes(1, made.key());
            insert.setString(2, made.dataset().value());
            insert.setObject(3, made.state().atOffset(ZoneOffset.UTC));
            insert.setString(4, made.mechanism().name());
            insert.setString(5, made.terms());
            insert.setString(6, grids.write(made.grid()));
            insert.setString(7, made.summed().orElse(null));
            insert.setArray(8, connection.createArrayOf("int8", made.counts()));
            insert.setArray(9, made.sums().isPresent() ? connection.createArrayOf("int8", made.sums().get()) : null);
            insert.setObject(10, made.answeredAt().atOffset(ZoneOffset.UTC));
            insert.executeUpdate();
        }
        return made;
    }

    @Override
    public List<Kept> newest(int most) {
        return run("the answers", connection -> list(connection, COLUMNS + "ORDER BY answered_at DESC, key LIMIT ?", most));
    }

    private Optional<Kept> find(Connection connection, byte[] key) throws SQLException {
        return list(connection, COLUMNS + "WHERE key = ?", key).stream().findFirst();
    }

    private List<Kept> list(Connection connection, String sql, Object parameter) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setObject(1, parameter);
            List<Kept> found = new ArrayList<>();
            try (ResultSet answer = select.executeQuery()) {
                while (answer.next()) {
                    found.add(new Kept(answer.getBytes(1), new DatasetCode(answer.getString(2)), answer.getObject(3, OffsetDateTime.class).toInstant(),
                            Mechanism.valueOf(answer.getString(4)), answer.getString(5), grids.read(answer.getString(6)), Optional.ofNullable(answer.getString(7)),
                            numbers(answer.getArray(8)), Optional.ofNullable(answer.getArray(9)).map(JdbcAnswers::numbers), answer.getObject(10, OffsetDateTime.class).toInstant()));
                }
            }
            return found;
        }
    }

    private static Long[] numbers(Array array) {
        try {
            return (Long[]) array.getArray();
        } catch (SQLException unreadable) {
            throw new LedgerUnavailable("a kept answer could not be read", unreadable);
        }
    }

    @FunctionalInterface
    interface Work<T> {
        T on(Connection connection) throws SQLException;
    }

    private <T> T run(String what, Work<T> work) {
        return run(database, what, work);
    }

    /** In one transaction whose end waits for the disk. */
    static <T> T run(DataSource database, String what, Work<T> work) {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            try {
                try (Statement durable = connection.createStatement()) {
                    durable.execute("SET LOCAL synchronous_commit = on");
                }
                T result = work.on(connection);
                connection.commit();
                return result;
            } finally {
                connection.rollback();
                connection.setAutoCommit(true);
            }
        } catch (SQLException failure) {
            throw new LedgerUnavailable(what + " could not be kept", failure);
        }
    }
}
