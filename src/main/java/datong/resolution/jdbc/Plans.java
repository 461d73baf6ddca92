package datong.resolution.jdbc;

import java.sql.SQLException;
import java.util.List;

/**
 * Holds the planner to one look-up in an index for each record of a portion, however large the tables have grown. Left alone it knows
 * nothing of tables that fill as fast as these, and even when it does it prefers one reading of the whole table to ten thousand look-ups.
 */
final class Plans {
    /** {@code jit}: before PostgreSQL 18 a method that is switched off counts as so dear that every statement would be compiled. */
    private static final List<String> SETTINGS = List.of("enable_seqscan = off", "enable_hashjoin = off", "enable_mergejoin = off", "jit = off",
            "plan_cache_mode = force_custom_plan");
    /** Twice as large as when it was last looked at, or never looked at. */
    private static final String GROWN = "SELECT format('%I.%I', n.nspname, c.relname) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace "
            + "WHERE n.nspname = 'resolution' AND c.relkind = 'r' AND pg_relation_size(c.oid) > 2 * c.relpages * current_setting('block_size')::int8";

    private Plans() {}

    /** For the rest of the transaction. */
    static void byIndex(Statements sql) throws SQLException {
        for (String setting : SETTINGS) {
            sql.update("SET LOCAL " + setting);
        }
    }

    /** So that of several indexes the right one is taken. Costs as much as tables have doubled. */
    static void count(Statements sql) throws SQLException {
        for (String table : sql.list(GROWN, row -> row.getString(1))) {
            sql.update("ANALYZE " + table);
        }
    }
}
