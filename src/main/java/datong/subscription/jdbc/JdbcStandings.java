package datong.subscription.jdbc;

import datong.ledger.LedgerUnavailable;
import datong.subscription.Standing;
import datong.subscription.Standings;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import javax.sql.DataSource;

/** Keeps them in {@code subscription.standing}. */
public final class JdbcStandings implements Standings {
    private static final String SELECT = "SELECT cursor, delivered, delivered_at, caught_up_at, failing, failing_since, attempts, paused FROM subscription.standing WHERE name = ?";
    private static final String UPSERT = """
            INSERT INTO subscription.standing (name, cursor, delivered, delivered_at, caught_up_at, failing, failing_since, attempts, paused) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (name) DO UPDATE SET cursor = excluded.cursor, delivered = excluded.delivered, delivered_at = excluded.delivered_at, caught_up_at = excluded.caught_up_at,
                failing = excluded.failing, failing_since = excluded.failing_since, attempts = excluded.attempts, paused = excluded.paused""";
    private final DataSource database;

    public JdbcStandings(DataSource database) {
        this.database = database;
    }

    @Override
    public Standing find(String name) {
        try (Connection connection = database.getConnection(); PreparedStatement select = connection.prepareStatement(SELECT)) {
            select.setString(1, name);
            try (ResultSet answer = select.executeQuery()) {
                return answer.next() ? standing(answer) : Standing.FRESH;
            }
        } catch (SQLException failure) {
            throw new LedgerUnavailable("how far subscription " + name + " is could not be read", failure);
        }
    }

    private static Standing standing(ResultSet answer) throws SQLException {
        Optional<Instant> since = moment(answer, "failing_since");
        int attempts = answer.getInt("attempts");
        return new Standing(Optional.ofNullable(answer.getString("cursor")), answer.getLong("delivered"), moment(answer, "delivered_at"), moment(answer, "caught_up_at"),
                Optional.ofNullable(answer.getString("failing")).map(why -> new Standing.Failure(why, since.orElseThrow(), attempts)), Optional.ofNullable(answer.getString("paused")));
    }

    private static Optional<Instant> moment(ResultSet answer, String column) throws SQLException {
        return Optional.ofNullable(answer.getObject(column, OffsetDateTime.class)).map(OffsetDateTime::toInstant);
    }

    @Override
    public void save(String name, Standing standing) {
        try (Connection connection = database.getConnection(); PreparedStatement upsert = connection.prepareStatement(UPSERT)) {
            upsert.setString(1, name);
            upsert.setString(2, standing.cursor().orElse(null));
            upsert.setLong(3, standing.delivered());
            upsert.setObject(4, moment(standing.deliveredAt()));
            upsert.setObject(5, moment(standing.caughtUpAt()));
            upsert.setString(6, standing.failure().map(Standing.Failure::why).orElse(null));
            upsert.setObject(7, moment(standing.failure().map(Standing.Failure::since)));
            upsert.setInt(8, standing.failure().map(Standing.Failure::attempts).orElse(0));
            upsert.setString(9, standing.paused().orElse(null));
            upsert.executeUpdate();
        } catch (SQLException failure) {
            throw new LedgerUnavailable("how far subscription " + name + " is could not be kept", failure);
        }
    }

    private static OffsetDateTime moment(Optional<Instant> moment) {
        return moment.map(at -> at.atOffset(ZoneOffset.UTC)).orElse(null);
    }
}
