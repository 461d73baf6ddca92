package datong.oversight.jdbc;

import java.util.Optional;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** How far a reader of the log's copy has come; it notices when the copy is of another log. To be used within the reader's transaction. */
final class Progress {
    private final JdbcClient database;
    private final String reader;

    Progress(DataSource database, String reader) {
        this.database = JdbcClient.create(database);
        this.reader = reader;
    }

    private record Place(long next, String lastId) {}

    /** Where to read on; empty if what was read is not what the copy holds, so that everything drawn from it has to be made anew. */
    Optional<Long> next() {
        Optional<Place> place = database.sql("SELECT next, last_id FROM oversight.progress WHERE reader = ?").param(reader)
                .query((row, number) -> new Place(row.getLong(1), row.getString(2))).optional();
        if (place.isEmpty() || place.get().next() == 0) {
            return Optional.of(database.sql("SELECT coalesce(min(log_index), 0) FROM audit.event").query(Long.class).single());
        }
        return id(place.get().next() - 1).filter(place.get().lastId()::equals).map(same -> place.get().next());
    }

    private Optional<String> id(long index) {
        return database.sql("SELECT id FROM audit.event WHERE log_index = ?").param(index).query(String.class).optional();
    }

    /** The end of an unbroken stretch of the copy from an index on, of so many events at most. */
    long end(long from, int most) {
        long events = database.sql("SELECT count(*) FROM audit.event WHERE log_index >= ? AND log_index < ?").params(from, from + most).query(Long.class).single();
        long last = database.sql("SELECT coalesce(max(log_index) + 1, ?) FROM audit.event WHERE log_index >= ? AND log_index < ?").params(from, from, from + most)
                .query(Long.class).single();
        return last - from == events ? last : from;
    }

    void reached(long next) {
        String last = next == 0 ? "" : id(next - 1).orElse("");
        database.sql("INSERT INTO oversight.progress (reader, next, last_id) VALUES (?, ?, ?) ON CONFLICT (reader) DO UPDATE SET next = excluded.next, last_id = excluded.last_id")
                .params(reader, next, last).update();
    }
}
