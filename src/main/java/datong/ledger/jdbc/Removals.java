package datong.ledger.jdbc;

import datong.ledger.LedgerWriter.Batch;
import datong.ledger.LedgerWriter.Deleted;
import datong.mapping.Departure;
import datong.mapping.Mapping;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Current records into history because they are at their source no more, within a batch's transaction. */
final class Removals {
    private static final String KEYS = "SELECT source_key, ordinal FROM unnest(?::text[], ?::int4[]) AS k(source_key, ordinal)";
    private final Origins origins;

    Removals(Origins origins) {
        this.origins = origins;
    }

    /** Why a record is at its source no more. */
    enum Reason { DELETED, VANISHED }

    /** @param deletions ordinals of the deletions that met a record; @param records that left, every output counted */
    record Removed(BitSet deletions, long records) {}

    /** What is written to history beside the record. */
    record Mark(UUID batch, OffsetDateTime at, Reason reason) {}

    /**
     * The records that the batch's deletions name. A further output that is related to the main one leaves if no other current record
     * is related to it.
     */
    Removed write(Connection connection, Batch batch) throws SQLException {
        Removed removed = new Removed(new BitSet(), 0);
        if (batch.deleted().isEmpty()) {
            return removed;
        }
        Mark mark = new Mark(JdbcLedgerWriter.uuid(batch.id()), JdbcLedgerWriter.at(batch), Reason.DELETED);
        List<Mapping.Output> outputs = batch.mapping().outputs();
        Mapping.Output main = outputs.getFirst();
        removed = plus(removed, byKeys(connection, batch, main, mark));
        for (Mapping.Output output : outputs.subList(1, outputs.size())) {
            removed = plus(removed, output.relation().isPresent() ? related(connection, batch.mapping(), output, output.relation().get(), mark)
                    : byKeys(connection, batch, output, mark));
        }
        for (Mapping.Output output : outputs) {
            endRelations(connection, output, mark);
        }
        return removed;
    }

    private static Removed plus(Removed one, Removed other) {
        one.deletions().or(other.deletions());
        return new Removed(one.deletions(), one.records() + other.records());
    }

    private Removed byKeys(Connection connection, Batch batch, Mapping.Output output, Mark mark) throws SQLException {
        List<String> keys = new ArrayList<>();
        List<Integer> ordinals = new ArrayList<>();
        for (int ordinal = 0; ordinal < batch.deleted().size(); ordinal++) {
            Optional<String> key = key(batch.deleted().get(ordinal), output);
            if (key.isPresent()) {
                keys.add(key.get());
                ordinals.add(ordinal);
            }
        }
        try (PreparedStatement remove = connection.prepareStatement(new LedgerSql(LedgerTable.of(output.schema())).remove(KEYS, "source_key"))) {
            remove.setArray(1, connection.createArrayOf("text", keys.toArray()));
            remove.setArray(2, connection.createArrayOf("int4", ordinals.toArray()));
            return removed(remove, 3, origins.of(batch.mapping(), output).id(), mark);
        }
    }

    private static Optional<String> key(Deleted deleted, Mapping.Output output) {
        return deleted.keys().stream().filter(key -> key.output().code().equals(output.code())).map(Departure.Key::sourceKey)
                .findFirst();
    }

    private Removed related(Connection connection, Mapping mapping, Mapping.Output output, Mapping.Relation relation, Mark mark) throws SQLException {
        Mapping.Output main = mapping.outputs().getFirst();
        String near = relation.fromMain() ? "from_id" : "to_id";
        String far = relation.fromMain() ? "to_id" : "from_id";
        String which = """
                SELECT DISTINCT r.%2$s AS record_id, -1 AS ordinal FROM ledger.%3$s_history h JOIN ledger.relation r ON r.%1$s = h.record_id AND r.relation = ?
                WHERE h.removal_batch = ? AND NOT EXISTS (SELECT FROM ledger.relation o JOIN ledger.%3$s m ON m.origin_id = ? AND m.record_id = o.%1$s
                    WHERE o.%2$s = r.%2$s AND o.relation = r.relation)""".formatted(near, far, main.element().code());
        try (PreparedStatement remove = connection.prepareStatement(new LedgerSql(LedgerTable.of(output.schema())).remove(which, "record_id"))) {
            remove.setString(1, relation.name());
            remove.setObject(2, mark.batch());
            remove.setInt(3, origins.of(mapping, main).id());
            return removed(remove, 4, origins.of(mapping, output).id(), mark);
        }
    }

    static Removed removed(PreparedStatement remove, int next, int origin, Mark mark) throws SQLException {
        remove.setInt(next, origin);
        remove.setObject(next + 1, mark.at());
        remove.setString(next + 2, mark.reason().name());
        remove.setObject(next + 3, mark.batch());
        try (ResultSet answer = remove.executeQuery()) {
            answer.next();
            BitSet deletions = new BitSet();
            java.sql.Array ordinals = answer.getArray(1);
            if (ordinals != null) {
                for (Integer ordinal : (Integer[]) ordinals.getArray()) {
                    if (ordinal >= 0) {
                        deletions.set(ordinal);
                    }
                }
            }
            return new Removed(deletions, answer.getLong(2));
        }
    }

    /** Relations of records that the batch took out hold no longer. */
    static void endRelations(Connection connection, Mapping.Output output, Mark mark) throws SQLException {
        for (String end : List.of("from_id", "to_id")) {
            try (PreparedStatement update = connection.prepareStatement("UPDATE ledger.relation r SET valid_to = ? FROM ledger." + output.element().code()
                    + "_history h WHERE h.removal_batch = ? AND r." + end + " = h.record_id AND r.valid_to IS NULL")) {
                update.setObject(1, mark.at());
                update.setObject(2, mark.batch());
                update.executeUpdate();
            }
        }
    }
}
