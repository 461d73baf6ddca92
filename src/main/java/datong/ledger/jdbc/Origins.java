package datong.ledger.jdbc;

import datong.ledger.LedgerUnavailable;
import datong.mapping.Mapping;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.DataSource;

/** Small numbers for what all records of an output share: where they come from and under which terms they are kept. */
final class Origins {
    private final DataSource database;
    private final Map<List<String>, Origin> known = new ConcurrentHashMap<>();

    Origins(DataSource database) {
        this.database = database;
    }

    record Origin(int id, int terms) {}

    Origin of(Mapping mapping, Mapping.Output output) {
        return known.computeIfAbsent(List.of(mapping.source(), output.code(), mapping.fingerprint()), key -> load(mapping, output));
    }

    private Origin load(Mapping mapping, Mapping.Output output) {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(true);
            int origin = origin(connection, mapping, output);
            keepText(connection, mapping);
            return new Origin(origin, terms(connection, origin, mapping, output));
        } catch (SQLException failure) {
            throw new LedgerUnavailable("the origin of " + mapping.source() + " could not be noted", failure);
        }
    }

    private static int origin(Connection connection, Mapping mapping, Mapping.Output output) throws SQLException {
        String element = output.element().code();
        update(connection, "INSERT INTO ledger.origin (source, output, element) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
                mapping.source(), output.code(), element);
        return number(connection, "SELECT id FROM ledger.origin WHERE source = ? AND output = ?", mapping.source(), output.code());
    }

    /** What wrote the records, word for word: committed before the first of them. */
    private static void keepText(Connection connection, Mapping mapping) throws SQLException {
        update(connection, "INSERT INTO ledger.mapping_text (fingerprint, source, version, text, first_used) VALUES (?, ?, ?, ?, now()) ON CONFLICT DO NOTHING",
                mapping.fingerprint(), mapping.source(), mapping.version(), mapping.text());
    }

    private static int terms(Connection connection, int origin, Mapping mapping, Mapping.Output output) throws SQLException {
        Mapping.Terms terms = mapping.terms();
        update(connection, """
                INSERT INTO ledger.terms (origin_id, fingerprint, mapping_version, dataset, provider, legal_basis, legal_reference, purpose,
                    share_attr, sensing_mode, retention_days) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING""",
                origin, mapping.fingerprint(), mapping.version(), output.dataset().code().value(), terms.provider(), terms.legalBasis(),
                terms.legalReference().orElse(null), terms.purpose(), output.dataset().share().name(), terms.sensingMode(),
                terms.retentionDays());
        return number(connection, "SELECT id FROM ledger.terms WHERE origin_id = ? AND fingerprint = ?", origin, mapping.fingerprint());
    }

    private static void update(Connection connection, String sql, Object... parameters) throws SQLException {
        try (PreparedStatement statement = prepared(connection, sql, parameters)) {
            statement.executeUpdate();
        }
    }

    private static int number(Connection connection, String sql, Object... parameters) throws SQLException {
        try (PreparedStatement statement = prepared(connection, sql, parameters); ResultSet answer = statement.executeQuery()) {
            answer.next();
            return answer.getInt(1);
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
