package datong.resolution.jdbc;

import datong.resolution.Kind;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;

/** Which records resolution holds to be of the same person, all of them. */
public final class PersonClusters {
    private final DataSource database;

    public PersonClusters(DataSource database) {
        this.database = database;
    }

    /** The cluster of each record that has one. */
    public Map<UUID, UUID> of(List<UUID> records) {
        Map<UUID, UUID> clusters = new HashMap<>();
        list("SELECT m.record_id, m.cluster FROM resolution.member m JOIN resolution.cluster c ON c.id = m.cluster WHERE c.kind = ? AND m.record_id = ANY (?)",
                row -> clusters.put(Statements.id(row, "record_id"), Statements.id(row, "cluster")), Kind.PERSON, records.toArray(UUID[]::new));
        return clusters;
    }

    public List<UUID> members(UUID cluster) {
        return list("SELECT DISTINCT record_id FROM resolution.member WHERE cluster = ?", row -> Statements.id(row, "record_id"), cluster);
    }

    private <T> List<T> list(String query, Statements.Row<T> row, Object... parameters) {
        try (Connection connection = database.getConnection()) {
            return new Statements(connection).list(query, row, parameters);
        } catch (SQLException failure) {
            throw new Transactions.ResolutionUnavailable("what resolution found could not be read", failure);
        }
    }
}
