package datong.audit.jdbc;

import datong.audit.AuditEvent;
import datong.audit.EventJson;
import datong.audit.LogReader;
import datong.audit.MerkleLog;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Moves events that were committed with their work into the log, each exactly once. Before an event is appended, its row keeps the
 * log's size; if a crash comes between appending and deleting, the next drain looks for the event behind that size.
 */
public final class OutboxDrain {
    private static final int PORTION = 1000;
    private final JdbcClient database;
    private final MerkleLog log;

    public OutboxDrain(DataSource database, MerkleLog log) {
        this.database = JdbcClient.create(database);
        this.log = log;
    }

    private record Row(String id, String event, Optional<Long> drainFrom) {}

    /**
     * To be called after each commit and at start; returns how many events it moved.
     *
     * @throws datong.audit.AuditLog.AuditUnavailable if the log cannot be written; the rows then wait
     */
    public synchronized int drain() {
        int moved = 0;
        for (List<Row> rows = waiting(); !rows.isEmpty(); rows = waiting()) {
            Set<String> there = alreadyInTheLog(rows);
            append(rows.stream().filter(row -> !there.contains(row.id())).toList());
            database.sql("DELETE FROM audit.outbox WHERE id = ANY (?)").param(ids(rows)).update();
            moved += rows.size() - there.size();
        }
        return moved;
    }

    private List<Row> waiting() {
        return database.sql("SELECT id, event, drain_from FROM audit.outbox ORDER BY seq LIMIT " + PORTION)
                .query((row, number) -> new Row(row.getString(1), row.getString(2), Optional.ofNullable(row.getObject(3, Long.class))))
                .list();
    }

    private void append(List<Row> rows) {
        if (rows.isEmpty()) {
            return;
        }
        List<AuditEvent> events = rows.stream().map(row -> EventJson.read(row.event())).toList();
        database.sql("UPDATE audit.outbox SET drain_from = ? WHERE id = ANY (?)").param(log.size()).param(ids(rows)).update();
        log.appendAll(events);
    }

    private Set<String> alreadyInTheLog(List<Row> rows) {
        Set<String> there = new HashSet<>();
        long from = rows.stream().flatMap(row -> row.drainFrom().stream()).min(Long::compare).orElse(Long.MAX_VALUE);
        Set<String> attempted = new HashSet<>();
        rows.stream().filter(row -> row.drainFrom().isPresent()).forEach(row -> attempted.add(row.id()));
        LogReader reader = log.reader();
        from = Math.max(from, reader.first());
        while (from < reader.size()) {
            List<LogReader.Entry> entries = reader.read(from, PORTION);
            entries.stream().map(entry -> entry.event().id()).filter(attempted::contains).forEach(there::add);
            from += entries.size();
        }
        return there;
    }

    private static String[] ids(List<Row> rows) {
        return rows.stream().map(Row::id).toArray(String[]::new);
    }
}
