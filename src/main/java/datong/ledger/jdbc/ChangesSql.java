package datong.ledger.jdbc;

import datong.ledger.Selection;
import datong.ledger.Vault;
import datong.schema.LedgerSchema;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * What one batch changed in a selection: records that it wrote and that are as it wrote them, and those of the selection that it took out or changed in such a way
 * that they do not belong to it any more; or what an erasure touched. {@code OFFSET 0}: what is of the batch is found first, by its index, whatever the planner thinks of the rest.
 */
final class ChangesSql {
    private final Selection selection;
    private final DatasetOrigins.Feeding feeding;
    private final UUID batch;
    private final OffsetDateTime at;
    private final List<Object> parameters = new ArrayList<>();
    private final StringBuilder sql = new StringBuilder();
    private final WhereSql where;
    private final String items;
    private final String columns;
    private final String current;
    private final String history;

    ChangesSql(Selection selection, LedgerSchema schema, Vault vault, DatasetOrigins.Feeding feeding, UUID batch, OffsetDateTime at) {
        this.selection = selection;
        this.feeding = feeding;
        this.batch = batch;
        this.at = at;
        this.where = new WhereSql(selection.element(), schema, vault, sql, parameters);
        this.items = selection.items().stream().map(where::expression).map(expression -> ", " + expression).collect(Collectors.joining());
        LedgerTable table = LedgerTable.of(schema.element(selection.element()));
        this.columns = table.columnNames().stream().map(name -> "v." + name).collect(Collectors.joining(", "));
        this.current = table.name() + " v";
        this.history = table.name() + "_history v";
    }

    String text() {
        return sql.toString();
    }

    List<Object> parameters() {
        return parameters;
    }

    /** @param departures whether to tell what left */
    void build(UUID afterRecord, boolean departures, int most) {
        sql.append("SELECT * FROM (");
        version(items, true, current, "v.batch_id = ?", batch);
        if (departures) {
            sql.append(" UNION ALL ");
            version(items, false, history, "v.removal_batch = ?", batch);
            sql.append(" UNION ALL ");
            left();
        }
        sql.append(") c WHERE change_id > ? ORDER BY change_id LIMIT ?");
        parameters.add(afterRecord);
        parameters.add(most);
    }

    /**
     * What an erasure touched: as it is now where it still is of the selection, and gone where it was within the scope. Whether it met the conditions cannot be told any more; to be told of a
     * record one never met does no harm.
     */
    void erased(UUID afterRecord, int most) {
        String touched = "(v.origin_id, v.record_id) IN (SELECT origin_id, record_id FROM ledger.erased WHERE erasure = ?)";
        sql.append("SELECT DISTINCT ON (change_id) * FROM (");
        version(items, true, current, touched, batch);
        sql.append(" UNION ALL SELECT e.record_id, '00000000-0000-0000-0000-000000000000'::uuid, 1::int2, false").append(", NULL".repeat(selection.items().size()))
                .append(" FROM (SELECT *, division_code AS residence_division_code FROM ledger.erased WHERE erasure = ? AND element = ?) e JOIN ledger.origin o ON o.id = e.origin_id WHERE ");
        parameters.addAll(List.of(batch, selection.element().code()));
        where.equalsAny("e.origin_id", feeding.origins());
        sql.append(" AND ");
        where.equalsAny("e.terms_id", feeding.terms());
        where.scope(selection.scope());
        sql.append(" AND e.record_id NOT IN (SELECT change_id FROM (");
        version("", true, current, touched, batch);
        sql.append(") s)) c WHERE change_id > ? ORDER BY change_id LIMIT ?");
        parameters.add(afterRecord);
        parameters.add(most);
    }

    /** Versions of the selection that the batch replaced, where what it put in their place is not of the selection. */
    private void left() {
        version(items, false, history, "v.valid_to = ? AND v.removal_batch IS NULL AND v.batch_id <> ?", at, batch);
        sql.append(" AND e.record_id IN (SELECT v.record_id FROM ").append(current).append(" WHERE v.batch_id = ? UNION ALL SELECT v.record_id FROM ").append(history)
                .append(" WHERE v.batch_id = ? AND v.record_id = e.record_id) AND e.record_id NOT IN (SELECT change_id FROM (");
        parameters.addAll(List.of(batch, batch));
        version("", true, current, "v.batch_id = ?", batch);
        sql.append(" UNION ALL ");
        version("", true, history, "v.batch_id = ? AND v.valid_to > v.valid_from AND v.record_id IN (SELECT r.record_id FROM " + history.replace(" v", " r") + " WHERE r.valid_to = ?)", batch, at);
        sql.append(") s)");
    }

    /** Versions that a batch is found by, as far as they are of the selection; of restricted persons none is kept. */
    private void version(String shown, boolean kept, String table, String found, Object... by) {
        sql.append("SELECT e.record_id AS change_id, e.subject, e.level, ").append(kept).append(" AS kept").append(shown).append(" FROM (SELECT ").append(columns).append(" FROM ").append(table)
                .append(" WHERE ").append(found).append(" OFFSET 0) e JOIN ledger.terms t ON t.id = e.terms_id JOIN ledger.origin o ON o.id = e.origin_id WHERE ");
        parameters.addAll(List.of(by));
        where.equalsAny("e.origin_id", feeding.origins());
        sql.append(" AND ");
        where.equalsAny("e.terms_id", feeding.terms());
        where.scope(selection.scope());
        if (kept) {
            sql.append(" AND ").append(JdbcRestrictions.NONE_STANDS);
        }
        selection.conditions().forEach(where::condition);
    }
}
