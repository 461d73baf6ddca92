package datong.ledger.jdbc;

import datong.ledger.Selection;
import datong.ledger.Vault;
import datong.schema.ItemDefinition;
import datong.schema.LedgerSchema;
import com.github.f4b6a3.ulid.Ulid;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * One selection as SQL. Names come from the schema only, values are parameters only; what a permission restricts stands in the same
 * statement as what the caller asks, so that no row outside it is ever fetched.
 */
final class SelectSql {
    private final Selection selection;
    private final DatasetOrigins.Feeding feeding;
    private final boolean restricted;
    private final List<Object> parameters = new ArrayList<>();
    private final StringBuilder sql = new StringBuilder();
    private final WhereSql where;

    /** @param feeding what feeds the dataset; with one origin, the table's own order serves pages without a sort; @param restricted whether records of restricted persons are read, too */
    SelectSql(Selection selection, LedgerSchema schema, Vault vault, DatasetOrigins.Feeding feeding, boolean restricted) {
        this.restricted = restricted;
        this.feeding = feeding;
        this.selection = selection;
        this.where = new WhereSql(selection.element(), schema, vault, sql, parameters);
        build();
    }

    String text() {
        return sql.toString();
    }

    List<Object> parameters() {
        return parameters;
    }

    private void build() {
        String items = selection.items().stream().map(where::expression).map(expression -> ", " + expression).collect(Collectors.joining());
        sql.append("SELECT e.record_id, e.subject, e.level").append(items)
                .append(" FROM ledger.").append(selection.element().code())
                .append(" e JOIN ledger.terms t ON t.id = e.terms_id JOIN ledger.origin o ON o.id = e.origin_id WHERE ");
        where.equalsAny("e.origin_id", feeding.origins());
        sql.append(" AND ");
        where.equalsAny("e.terms_id", feeding.terms());
        where.scope(selection.scope());
        if (!restricted) {
            sql.append(" AND ").append(JdbcRestrictions.NONE_STANDS);
        }
        selection.conditions().forEach(where::condition);
        after();
        order();
        if (selection.limit() > 0) {
            sql.append(" LIMIT ?");
            parameters.add(selection.limit());
        }
    }

    private void after() {
        if (selection.after().isEmpty()) {
            return;
        }
        Selection.Cursor cursor = selection.after().get();
        List<Selection.Order> order = selection.order();
        List<String> steps = new ArrayList<>();
        for (int step = 0; step <= order.size(); step++) {
            steps.add(step(order, cursor, step));
        }
        sql.append(" AND (").append(String.join(" OR ", steps)).append(')');
    }

    /** Rows behind the cursor that agree with it in the first {@code step} order items. Nulls come last in both directions. */
    private String step(List<Selection.Order> order, Selection.Cursor cursor, int step) {
        StringBuilder condition = new StringBuilder("(");
        for (int index = 0; index < step; index++) {
            ItemDefinition item = where.definition(order.get(index).item());
            Object value = cursor.values().get(index);
            condition.append(where.comparable(item)).append(value == null ? " IS NULL" : " = ?").append(" AND ");
            if (value != null) {
                parameters.add(where.parameter(item, value));
            }
        }
        if (step == order.size()) {
            parameters.add(Ulid.from(cursor.id().value()).toUuid());
            return condition.append("e.record_id > ?)").toString();
        }
        ItemDefinition item = where.definition(order.get(step).item());
        Object value = cursor.values().get(step);
        if (value == null) {
            return condition.append("false)").toString();
        }
        parameters.add(where.parameter(item, value));
        return condition.append('(').append(where.comparable(item)).append(order.get(step).descending() ? " < ?" : " > ?")
                .append(" OR ").append(where.comparable(item)).append(" IS NULL))").toString();
    }

    private void order() {
        sql.append(" ORDER BY ");
        selection.order().forEach(order -> sql.append(where.comparable(where.definition(order.item())))
                .append(order.descending() ? " DESC NULLS LAST, " : " ASC NULLS LAST, "));
        sql.append("e.record_id");
    }
}
