package datong.bench;

import com.github.f4b6a3.ulid.Ulid;
import datong.EmbeddedDatabase;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * What the hub asks PostgreSQL, asked by JDBC: the same text, parameters and columns as the ledger's own SQL for the system's reach,
 * prepared once, a connection a client; values stay as the driver gives them.
 */
final class QueryPeer implements AutoCloseable {
    private final List<PreparedStatement> lookUps = new ArrayList<>();
    private final List<PreparedStatement> pages = new ArrayList<>();
    private final List<Connection> connections = new ArrayList<>();
    private final int columns;

    QueryPeer(EmbeddedDatabase database, int clients, String dataset, List<String> items) throws SQLException {
        columns = items.size() + 3;
        for (int client = 0; client < clients; client++) {
            Connection connection = DriverManager.getConnection(database.url(), database.username(), database.password());
            connections.add(connection);
            lookUps.add(prepared(connection, dataset, items, " AND e.record_id = ? ORDER BY e.record_id LIMIT 2"));
            pages.add(prepared(connection, dataset, items, " ORDER BY e.record_id LIMIT 101"));
        }
    }

    private static PreparedStatement prepared(Connection connection, String dataset, List<String> items, String rest) throws SQLException {
        PreparedStatement statement = connection.prepareStatement("SELECT e.record_id, e.subject, e.level, e." + String.join(", e.", items)
                + " FROM ledger.matter e JOIN ledger.terms t ON t.id = e.terms_id JOIN ledger.origin o ON o.id = e.origin_id"
                + " WHERE e.origin_id = ? AND e.terms_id = ANY (?) AND (e.division_code LIKE ?)"
                + " AND (e.accused_org_ids_bx IS NULL OR NOT e.accused_org_ids_bx @> ?)" + rest);
        Integer[] terms = numbers(connection, "SELECT id FROM ledger.terms WHERE dataset = ?", dataset);
        Integer[] origins = numbers(connection, "SELECT DISTINCT origin_id FROM ledger.terms WHERE dataset = ?", dataset);
        statement.setInt(1, origins[0]);
        statement.setArray(2, connection.createArrayOf("int4", terms));
        statement.setString(3, "110199%");
        statement.setArray(4, connection.createArrayOf("bytea", new byte[][] {new byte[32]}));
        return statement;
    }

    private static Integer[] numbers(Connection connection, String sql, String dataset) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, dataset);
            List<Integer> numbers = new ArrayList<>();
            try (ResultSet answer = statement.executeQuery()) {
                while (answer.next()) {
                    numbers.add(answer.getInt(1));
                }
            }
            return numbers.toArray(Integer[]::new);
        }
    }

    List<String> lookUp(int client, UUID id) throws SQLException {
        lookUps.get(client).setObject(5, id);
        return read(lookUps.get(client));
    }

    List<String> page(int client) throws SQLException {
        List<String> rows = read(pages.get(client));
        return rows.subList(0, Math.min(rows.size(), 100));
    }

    private List<String> read(PreparedStatement statement) throws SQLException {
        List<String> ids = new ArrayList<>();
        try (ResultSet answer = statement.executeQuery()) {
            while (answer.next()) {
                ids.add(Ulid.from(answer.getObject(1, UUID.class)).toString());
                for (int column = 2; column <= columns; column++) {
                    answer.getObject(column);
                }
            }
        }
        return ids;
    }

    @Override
    public void close() throws SQLException {
        for (Connection connection : connections) {
            connection.close();
        }
    }
}
