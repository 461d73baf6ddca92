package datong.ledger.jdbc;

import datong.schema.DatasetCode;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/** Which origins and terms feed a dataset, remembered for a second: a source that begins to feed it shows within that time. */
final class DatasetOrigins {
    private static final long KEPT_NANOS = 1_000_000_000L;
    private final Map<DatasetCode, Known> known = new ConcurrentHashMap<>();

    /** @param terms those of the origins under which records belong to the dataset */
    record Feeding(Integer[] origins, Integer[] terms) {}

    private record Known(Feeding feeding, long at) {}

    Feeding of(Connection connection, DatasetCode dataset) throws SQLException {
        Known there = known.get(dataset);
        if (there != null && System.nanoTime() - there.at() < KEPT_NANOS) {
            return there.feeding();
        }
        Known read = new Known(read(connection, dataset), System.nanoTime());
        known.put(dataset, read);
        return read.feeding();
    }

    /** As it is at this moment. */
    static Feeding read(Connection connection, DatasetCode dataset) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("SELECT id, origin_id FROM ledger.terms WHERE dataset = ?")) {
            statement.setString(1, dataset.value());
            Set<Integer> origins = new TreeSet<>();
            List<Integer> terms = new ArrayList<>();
            try (ResultSet answer = statement.executeQuery()) {
                while (answer.next()) {
                    terms.add(answer.getInt(1));
                    origins.add(answer.getInt(2));
                }
            }
            return new Feeding(origins.toArray(Integer[]::new), terms.toArray(Integer[]::new));
        }
    }
}
