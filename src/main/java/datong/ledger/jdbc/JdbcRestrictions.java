package datong.ledger.jdbc;

import datong.ledger.LedgerUnavailable;
import datong.ledger.Restrictions;
import datong.ledger.SubjectId;
import datong.schema.Element;
import datong.schema.ElementSchema;
import datong.schema.LedgerSchema;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import javax.sql.DataSource;

/** The table {@code ledger.restriction}, which every statement that reads for an answer looks into. Whoever follows changes is told of what is withheld, and of what is shown again. */
public final class JdbcRestrictions implements Restrictions {
    /** Of a row {@code e} of the ledger. */
    static final String NONE_STANDS = "NOT EXISTS (SELECT FROM ledger.restriction r WHERE r.subject = e.subject)";
    private final DataSource database;
    private final Supplier<LedgerSchema> schema;

    public JdbcRestrictions(DataSource database, Supplier<LedgerSchema> schema) {
        this.database = database;
        this.schema = schema;
    }

    @Override
    public void put(String request, Set<SubjectId> subjects, Instant since) {
        Object[] keys = subjects.stream().map(subject -> new UUID(subject.high(), subject.low())).toArray();
        change(since, "INSERT INTO ledger.restriction (subject, request, since) SELECT key, ?, ? FROM unnest(?) key ON CONFLICT DO NOTHING", statement -> {
            statement.setString(1, request);
            statement.setObject(2, since.atOffset(ZoneOffset.UTC));
            statement.setArray(3, statement.getConnection().createArrayOf("uuid", keys));
        });
    }

    @Override
    public boolean lift(String request, Instant at) {
        return change(at, "DELETE FROM ledger.restriction WHERE request = ?", statement -> statement.setString(1, request)) > 0;
    }

    private interface Parameters {
        void set(PreparedStatement statement) throws SQLException;
    }

    /** How many keys came or went. */
    private int change(Instant at, String sql, Parameters parameters) {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            try {
                BatchTurn.take(connection);
                Array keys = changed(connection, sql, parameters);
                int count = ((Object[]) keys.getArray()).length;
                if (count > 0) {
                    note(connection, at, keys);
                }
                connection.commit();
                return count;
            } catch (SQLException | RuntimeException failure) {
                JdbcLedgerWriter.undo(connection, failure);
                throw failure;
            }
        } catch (SQLException failure) {
            throw new LedgerUnavailable("a restriction could not be put or lifted; do it again", failure);
        }
    }

    private static Array changed(Connection connection, String sql, Parameters parameters) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("WITH changed AS (" + sql + " RETURNING subject) SELECT coalesce(array_agg(subject), '{}') FROM changed")) {
            parameters.set(statement);
            try (ResultSet changed = statement.executeQuery()) {
                changed.next();
                return changed.getArray(1);
            }
        }
    }

    private void note(Connection connection, Instant at, Array keys) throws SQLException {
        ErasedRows touched = ErasedRows.begin(connection, at);
        for (Element element : Element.values()) {
            ElementSchema items = schema.get().element(element);
            touched.note(LedgerTable.of(items).name(), items, "subject = ANY (?)", keys);
        }
    }

    @Override
    public Optional<Standing> of(String request) {
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement("SELECT min(since), count(*) FROM ledger.restriction WHERE request = ? HAVING count(*) > 0")) {
            select.setString(1, request);
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? Optional.of(new Standing(row.getObject(1, OffsetDateTime.class).toInstant(), row.getInt(2))) : Optional.empty();
            }
        } catch (SQLException failure) {
            throw new LedgerUnavailable("restrictions could not be read", failure);
        }
    }
}
