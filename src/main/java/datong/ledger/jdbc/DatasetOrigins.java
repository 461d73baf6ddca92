package datong.ledger.jdbc;

import datong.schema.DatasetCode;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Which origins feed a dataset, remembered for a second: a source that begins to feed it shows within that time. */
final class DatasetOrigins {
    private static final long KEPT_NANOS = 1_000_000_000L;
    private final Map<DatasetCode, Known> known = new ConcurrentHashMap<>();

    private record Known(Integer[] origins, long at) {}

    Integer[] of(Connection connection, DatasetCode dataset) throws SQLException {
        Known there = known.get(dataset);
        if (there != null && System.nanoTime() - there.at() < KEPT_NANOS) {
            return there.origins();
        }
        Known read = new Known(read(connection, dataset), System.nanoTime());
        known.put(dataset, read);
        return read.origins();
    }

    private static Integer[] read(Connection connection, DatasetCode dataset) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("SELECT DISTINCT origin_id FROM ledger.terms WHERE dataset = ?")) {
            statement.setString(1, dataset.value());
            List<Integer> origins = new ArrayList<>();
            try (ResultSet answer = statement.executeQuery()) {
                while (answer.next()) {
                    origins.add(answer.getInt(1));
                }
            }
            return origins.toArray(Integer[]::new);
        }
    }
}
