package datong.ledger.jdbc;

import java.util.List;
import java.util.stream.Collectors;

/** The statements that write one element's table. */
final class LedgerSql {
    /** The stage has no statistics: without this the planner may read the whole ledger for every batch. */
    static final String PLAIN_PLANS =
            "SET LOCAL enable_hashjoin = off; SET LOCAL enable_mergejoin = off; SET LOCAL enable_bitmapscan = off; SET LOCAL jit = off";
    private final LedgerTable table;
    private final List<String> columns;

    LedgerSql(LedgerTable table) {
        this.table = table;
        this.columns = table.columnNames();
    }

    String createStage() {
        return "CREATE TEMP TABLE IF NOT EXISTS " + table.stage() + " (LIKE " + table.name() + ", ordinal int4) ON COMMIT DELETE ROWS";
    }

    String copyIntoStage() {
        return "COPY " + table.stage() + " FROM STDIN (FORMAT binary)";
    }

    /** Columns by name: the migrations' order need not be that of {@link LedgerTable}. */
    String copyIntoTable() {
        return "COPY " + table.name() + " (" + String.join(", ", columns) + ") FROM STDIN (FORMAT binary)";
    }

    /**
     * New keys are inserted, changed content replaces what stood there and sends it to history, the same content touches nothing.
     * Answers the ordinals of the rows that were stored, and how many keys were new. The one parameter is the end of the old versions' validity.
     */
    String merge() {
        String updates = columns.stream().filter(column -> !List.of("record_id", "origin_id", "source_key").contains(column))
                .map(column -> column + " = s." + column).collect(Collectors.joining(", "));
        String inserted = columns.stream().map(column -> "s." + column).collect(Collectors.joining(", "));
        return """
                WITH merged AS (
                    MERGE INTO %1$s AS t USING %2$s AS s ON t.origin_id = s.origin_id AND t.source_key = s.source_key
                    WHEN MATCHED AND t.record_hash <> s.record_hash THEN UPDATE SET %3$s
                    WHEN NOT MATCHED THEN INSERT (%4$s) VALUES (%5$s)
                    RETURNING merge_action() AS action, s.ordinal AS ordinal, old AS previous
                ), replaced AS (
                    INSERT INTO %1$s_history (%6$s, valid_to) SELECT %7$s, ? FROM merged WHERE action = 'UPDATE'
                )
                SELECT array_agg(ordinal), count(*) FILTER (WHERE action = 'INSERT') FROM merged
                """.formatted(table.name(), table.stage(), updates, String.join(", ", columns), inserted,
                        String.join(", ", columns), previous());
    }

    private String previous() {
        return columns.stream().map(column -> "(previous)." + column).collect(Collectors.joining(", "));
    }

    /**
     * Takes records out of the current table into history. Answers the ordinals that met a record, and how many left. The parameters:
     * those of {@code which}, then the origin, valid_to, removal and removal_batch.
     *
     * @param which a select of record_id or source_key, and ordinal, of records to take out
     * @param by the column of the two
     */
    String remove(String which, String by) {
        return """
                WITH gone AS (
                    DELETE FROM %1$s e USING (%2$s) g WHERE e.origin_id = ? AND e.%3$s = g.%3$s RETURNING e AS previous, g.ordinal
                ), kept AS (
                    INSERT INTO %1$s_history (%4$s, valid_to, removal, removal_batch) SELECT %5$s, ?, ?, ? FROM gone
                )
                SELECT array_agg(ordinal), count(*) FROM gone
                """.formatted(table.name(), which, by, String.join(", ", columns), previous());
    }

    /** Empties the stage between two waves of one transaction. */
    String clearStage() {
        return "TRUNCATE " + table.stage();
    }
}
