package datong.resolution.jdbc;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** SQL on one connection with parameters by their Java type; arrays go whole. */
final class Statements {
    private final Connection connection;

    Statements(Connection connection) {
        this.connection = connection;
    }

    interface Row<T> {
        T of(ResultSet row) throws SQLException;
    }

    int update(String sql, Object... parameters) throws SQLException {
        try (PreparedStatement statement = prepared(sql, parameters)) {
            return statement.executeUpdate();
        }
    }

    <T> List<T> list(String sql, Row<T> mapper, Object... parameters) throws SQLException {
        try (PreparedStatement statement = prepared(sql, parameters); ResultSet answer = statement.executeQuery()) {
            List<T> rows = new ArrayList<>();
            while (answer.next()) {
                rows.add(mapper.of(answer));
            }
            return rows;
        }
    }

    private PreparedStatement prepared(String sql, Object... parameters) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        for (int index = 0; index < parameters.length; index++) {
            bind(statement, index + 1, parameters[index]);
        }
        return statement;
    }

    private void bind(PreparedStatement statement, int index, Object value) throws SQLException {
        switch (value) {
            case null -> statement.setObject(index, null);
            case Instant instant -> statement.setObject(index, instant.atOffset(ZoneOffset.UTC));
            case Enum<?> word -> statement.setString(index, word.name());
            case UUID[] ids -> statement.setArray(index, array("uuid", ids));
            case String[] texts -> statement.setArray(index, array("text", texts));
            case Integer[] numbers -> statement.setArray(index, array("int4", numbers));
            case Float[] numbers -> statement.setArray(index, array("float4", numbers));
            case Long[] numbers -> statement.setArray(index, array("int8", numbers));
            case byte[][] bytes -> statement.setArray(index, array("bytea", bytes));
            case OffsetDateTime[] times -> statement.setArray(index, array("timestamptz", times));
            default -> statement.setObject(index, value);
        }
    }

    private Array array(String type, Object[] values) throws SQLException {
        return connection.createArrayOf(type, values);
    }

    static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    static UUID id(ResultSet row, String column) throws SQLException {
        return row.getObject(column, UUID.class);
    }
}
