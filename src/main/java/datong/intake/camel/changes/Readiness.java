package datong.intake.camel.changes;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import org.postgresql.ds.PGSimpleDataSource;

/** What the source's server must be set to before its changes can be followed without loss. */
final class Readiness {
    private Readiness() {}

    /** What its administrator has to do; empty if nothing. */
    static Optional<String> missing(PGSimpleDataSource database, String table) throws SQLException {
        try (Connection connection = database.getConnection()) {
            if (!"logical".equals(text(connection, "SHOW wal_level"))) {
                return Optional.of("its server has no logical log; set wal_level = logical there and restart it");
            }
            if (!"t".equals(text(connection, "SELECT rolreplication OR rolsuper FROM pg_roles WHERE rolname = current_user"))) {
                return Optional.of("the role may not replicate; run ALTER ROLE … REPLICATION there");
            }
            String identity = text(connection, "SELECT relreplident::text FROM pg_class WHERE oid = to_regclass(?)", table);
            if (identity == null) {
                return Optional.of("there is no such table, or the role may not see it");
            }
            return identity.equals("f") ? Optional.empty() : Optional.of("its log does not hold whole rows, so that deletions and long values would be lost; run ALTER TABLE "
                    + table + " REPLICA IDENTITY FULL there");
        }
    }

    private static String text(Connection connection, String sql, String... parameters) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int index = 0; index < parameters.length; index++) {
                statement.setString(index + 1, parameters[index]);
            }
            try (ResultSet answer = statement.executeQuery()) {
                return answer.next() ? answer.getString(1) : null;
            }
        }
    }
}
