package datong.ledger.jdbc;

import datong.classification.ClassifiedRecord;
import datong.ledger.LedgerWriter.Accepted;
import datong.ledger.LedgerWriter.Batch;
import datong.mapping.Mapping;
import datong.schema.Level;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Optional;

/** Relations between the outputs of one source record, within a batch's transaction. */
final class RelationRows {

    void write(Connection connection, Batch batch, StagedBatch staged) throws SQLException {
        for (Mapping.Output output : batch.mapping().outputs()) {
            if (output.relation().isPresent() && staged.origin(output).isPresent()) {
                write(connection, batch, staged, output, output.relation().get());
            }
        }
    }

    private static void write(Connection connection, Batch batch, StagedBatch staged, Mapping.Output output, Mapping.Relation relation)
            throws SQLException {
        Mapping.Output main = batch.mapping().outputs().getFirst();
        try (PreparedStatement insert = connection.prepareStatement(sql(main, output, relation))) {
            insert.setInt(1, staged.origin(main).orElseThrow().id());
            insert.setInt(2, staged.origin(output).orElseThrow().id());
            insert.setString(3, relation.name());
            insert.setObject(4, JdbcLedgerWriter.at(batch));
            insert.setString(5, batch.mapping().source());
            for (Accepted accepted : batch.accepted()) {
                Optional<ClassifiedRecord> related = accepted.outputs().stream().filter(record -> record.output().equals(output)).findFirst();
                if (related.isPresent()) {
                    ClassifiedRecord first = accepted.outputs().getFirst();
                    Level level = first.level().max(related.get().level());
                    insert.setInt(6, level.ordinal() + 1);
                    insert.setString(7, first.sourceKey());
                    insert.setString(8, related.get().sourceKey());
                    insert.addBatch();
                }
            }
            insert.executeBatch();
        }
    }

    private static String sql(Mapping.Output main, Mapping.Output output, Mapping.Relation relation) {
        String from = relation.fromMain() ? "m" : "r";
        String to = relation.fromMain() ? "r" : "m";
        Mapping.Output fromOutput = relation.fromMain() ? main : output;
        Mapping.Output toOutput = relation.fromMain() ? output : main;
        return """
                WITH p AS (SELECT ?::int4 AS main_origin, ?::int4 AS related_origin, ?::text AS relation, ?::timestamptz AS at, ?::text AS source,
                    ?::int2 AS level, ?::text AS main_key, ?::text AS related_key)
                INSERT INTO ledger.relation (relation_id, from_type, from_id, relation, to_type, to_id, valid_from, source_system_code, level)
                SELECT uuidv7(), '%1$s', %2$s.record_id, p.relation, '%3$s', %4$s.record_id, p.at, p.source, p.level
                FROM p JOIN ledger.%5$s m ON m.origin_id = p.main_origin AND m.source_key = p.main_key
                    JOIN ledger.%6$s r ON r.origin_id = p.related_origin AND r.source_key = p.related_key
                ON CONFLICT (from_id, relation, to_id) DO NOTHING
                """.formatted(fromOutput.element().code(), from, toOutput.element().code(), to, main.element().code(), output.element().code());
    }
}
