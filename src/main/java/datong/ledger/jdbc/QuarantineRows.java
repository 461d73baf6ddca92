package datong.ledger.jdbc;

import datong.ledger.LedgerWriter.Batch;
import datong.ledger.LedgerWriter.Rejected;
import datong.ledger.QuarantineSeal;
import datong.mapping.Problem;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;

/** Rejected records into quarantine, within a batch's transaction. */
final class QuarantineRows {
    private final QuarantineSeal seal;

    QuarantineRows(QuarantineSeal seal) {
        this.seal = seal;
    }

    record Row(UUID id, long row, QuarantineSeal.Sealed sealed, String rule, String reasons) {}

    List<Row> seal(Batch batch, List<Rejected> rejected) {
        return rejected.stream()
                .map(one -> new Row(JdbcLedgerWriter.nextId().toUuid(), one.raw().row(), sealed(batch.mapping().source(), one),
                        one.problems().getFirst().rule(), reasons(one.problems())))
                .toList();
    }

    /** Of an erased person's record nothing is kept but that it came. */
    private QuarantineSeal.Sealed sealed(String source, Rejected rejected) {
        boolean erased = rejected.problems().stream().anyMatch(problem -> problem.rule().equals(StagedBatch.ERASED));
        return erased ? seal.unsealed(source, rejected.raw()) : seal.seal(source, rejected.raw());
    }

    /** The record that is there already (the same content, rejected before) is seen once more, with today's reasons. */
    void write(Connection connection, Batch batch, List<Row> rows) throws SQLException {
        if (rows.isEmpty()) {
            return;
        }
        try (PreparedStatement insert = connection.prepareStatement("""
                INSERT INTO intake.quarantine AS q (id, source, digest, delivery_id, batch_id, row_number, subject, sealed, reasons, rule,
                    mapping_version, first_seen, last_seen) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb, ?, ?, ?, ?)
                ON CONFLICT (source, digest) DO UPDATE SET seen = q.seen + 1, last_seen = excluded.last_seen, reasons = excluded.reasons,
                    rule = excluded.rule, mapping_version = excluded.mapping_version, sealed = excluded.sealed,
                    state = CASE q.state WHEN 'VERIFYING' THEN q.state ELSE 'OPEN' END,
                    delivery_id = excluded.delivery_id, batch_id = excluded.batch_id, row_number = excluded.row_number""")) {
            OffsetDateTime at = JdbcLedgerWriter.at(batch);
            for (Row row : rows) {
                insert.setObject(1, row.id());
                insert.setString(2, batch.mapping().source());
                insert.setBytes(3, row.sealed().digest());
                insert.setObject(4, JdbcLedgerWriter.uuid(batch.delivery()));
                insert.setObject(5, JdbcLedgerWriter.uuid(batch.id()));
                insert.setLong(6, row.row());
                insert.setObject(7, new UUID(row.sealed().subject().high(), row.sealed().subject().low()));
                insert.setBytes(8, row.sealed().bytes());
                insert.setString(9, row.reasons());
                insert.setString(10, row.rule());
                insert.setString(11, batch.mapping().version());
                insert.setObject(12, at);
                insert.setObject(13, at);
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    /**
     * Replayed records leave quarantine; those that fail anew are written again behind this. Of one that was mended by hand the record
     * stays as it arrived, sealed: its mend is found by it when it arrives again.
     */
    void release(Connection connection, Batch batch) throws SQLException {
        if (batch.replayed().isEmpty()) {
            return;
        }
        update(connection, batch, "UPDATE intake.mend SET batch_id = ? WHERE quarantine_id = ANY (?) AND replaced_at IS NULL AND batch_id IS NULL");
        update(connection, batch, """
                UPDATE intake.quarantine q SET state = CASE WHEN m.mended THEN 'MENDED' ELSE 'REPLAYED' END, sealed = CASE WHEN m.mended THEN q.sealed END,
                    replayed_batch_id = ?
                FROM (SELECT k.id, EXISTS (SELECT 1 FROM intake.mend WHERE quarantine_id = k.id) AS mended FROM intake.quarantine k WHERE k.id = ANY (?)) m
                WHERE q.id = m.id AND q.state <> 'REPLAYED'""");
    }

    private static void update(Connection connection, Batch batch, String sql) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(sql)) {
            update.setObject(1, JdbcLedgerWriter.uuid(batch.id()));
            update.setArray(2, connection.createArrayOf("uuid", batch.replayed().stream().map(JdbcLedgerWriter::uuid).toArray()));
            update.executeUpdate();
        }
    }

    private static String reasons(List<Problem> problems) {
        return problems.stream().map(QuarantineRows::reason).collect(Collectors.joining(",", "[", "]"));
    }

    private static String reason(Problem problem) {
        return "{" + member("rule", problem.rule()) + problem.item().map(item -> "," + member("item", item)).orElse("")
                + problem.column().map(column -> "," + member("column", column)).orElse("") + "," + member("message", problem.message()) + "}";
    }

    private static String member(String name, String value) {
        return "\"" + name + "\":\"" + JsonText.escape(value) + "\"";
    }
}
