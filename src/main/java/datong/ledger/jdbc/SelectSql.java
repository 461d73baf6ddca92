package datong.ledger.jdbc;

import datong.ledger.Selection;
import datong.ledger.Selection.Condition;
import datong.ledger.Selection.Operator;
import datong.ledger.Vault;
import datong.schema.ElementSchema;
import datong.schema.ItemDefinition;
import datong.schema.ItemName;
import datong.schema.ItemType;
import datong.schema.LedgerSchema;
import com.github.f4b6a3.ulid.Ulid;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * One selection as SQL. Names come from the schema only, values are parameters only; what a permission restricts stands in the same
 * statement as what the caller asks, so that no row outside it is ever fetched.
 */
final class SelectSql {
    private final Selection selection;
    private final LedgerSchema schema;
    private final Vault vault;
    private final DatasetOrigins.Feeding feeding;
    private final List<Object> parameters = new ArrayList<>();
    private final StringBuilder sql = new StringBuilder();

    /** @param feeding what feeds the dataset; with one origin, the table's own order serves pages without a sort */
    SelectSql(Selection selection, LedgerSchema schema, Vault vault, DatasetOrigins.Feeding feeding) {
        this.feeding = feeding;
        this.selection = selection;
        this.schema = schema;
        this.vault = vault;
        build();
    }

    String text() {
        return sql.toString();
    }

    List<Object> parameters() {
        return parameters;
    }

    private void build() {
        String items = selection.items().stream().map(this::expression).map(expression -> ", " + expression).collect(Collectors.joining());
        sql.append("SELECT e.record_id, e.subject, e.level").append(items)
                .append(" FROM ledger.").append(selection.element().code())
                .append(" e JOIN ledger.terms t ON t.id = e.terms_id JOIN ledger.origin o ON o.id = e.origin_id WHERE ");
        equalsAny("e.origin_id", feeding.origins());
        sql.append(" AND ");
        equalsAny("e.terms_id", feeding.terms());
        scope();
        selection.conditions().forEach(this::condition);
        after();
        order();
        if (selection.limit() > 0) {
            sql.append(" LIMIT ?");
            parameters.add(selection.limit());
        }
    }

    private void equalsAny(String column, Integer[] numbers) {
        sql.append(column).append(numbers.length == 1 ? " = ?" : " = ANY (?)");
        parameters.add(numbers.length == 1 ? numbers[0] : numbers);
    }

    private void scope() {
        Selection.Scope scope = selection.scope();
        if (!scope.everywhere()) {
            sql.append(" AND ");
            startsWithAny("division_code", scope.divisions());
        }
        if (!scope.notDivisions().isEmpty()) {
            sql.append(" AND NOT ");
            startsWithAny("division_code", scope.notDivisions());
        }
        if (!scope.grids().isEmpty()) {
            sql.append(" AND ");
            startsWithAny("grid_code", scope.grids());
        }
        if (!scope.sources().isEmpty()) {
            sql.append(" AND o.source = ANY (?)");
            parameters.add(scope.sources().toArray(String[]::new));
        }
        scope.notAccused().ifPresent(this::notAccused);
        if (!scope.leadOrganisations().isEmpty()) {
            leads(scope.leadOrganisations());
        }
    }

    /** An element without the item, or a row without a value, is out of every scope that needs it, be it named or excluded: unknown is not true. */
    private void startsWithAny(String item, List<String> prefixes) {
        ElementSchema element = schema.element(selection.element());
        String column = item.equals("division_code") && element.item(new ItemName(item)).isEmpty() ? "residence_division_code" : item;
        if (prefixes.isEmpty() || element.item(new ItemName(column)).isEmpty()) {
            sql.append("NULL::boolean");
            return;
        }
        sql.append("(").append(prefixes.stream().map(prefix -> "e." + column + " LIKE ?").collect(Collectors.joining(" OR "))).append(')');
        prefixes.forEach(prefix -> parameters.add(escapeLike(prefix) + "%"));
    }

    private void notAccused(String organisation) {
        ElementSchema element = schema.element(selection.element());
        element.item(new ItemName("accused_org_ids")).ifPresent(accused -> {
            sql.append(" AND (e.accused_org_ids_bx IS NULL OR NOT e.accused_org_ids_bx @> ?)");
            parameters.add(new byte[][] {vault.blindIndex(selection.element(), accused, organisation)});
        });
    }

    private void leads(List<String> organisations) {
        if (schema.element(selection.element()).item(new ItemName("lead_org_id")).isEmpty()) {
            sql.append(" AND false");
            return;
        }
        sql.append(" AND (e.lead_org_id = ANY (?) OR e.lead_org_name = ANY (?))");
        parameters.add(organisations.toArray(String[]::new));
        parameters.add(organisations.toArray(String[]::new));
    }

    private void condition(Condition condition) {
        ItemDefinition item = definition(condition.item());
        sql.append(" AND ");
        if (item.encryptedAtRest() && schema.envelopeItem(item.name()).isEmpty() && !nullTest(condition.operator())) {
            lookup(item, condition);
            return;
        }
        plain(item, condition);
    }

    /** An item that lies sealed is found by its blind index or not at all. */
    private void lookup(ItemDefinition item, Condition condition) {
        if (!item.lookup() || (condition.operator() != Operator.EQ && condition.operator() != Operator.IN)) {
            throw new IllegalArgumentException(item.name() + " is sealed at rest; it can be compared only by equality, and only if it has a blind index");
        }
        byte[][] indexes = condition.values().stream()
                .map(value -> vault.blindIndex(selection.element(), item, ItemBytes.text(value))).toArray(byte[][]::new);
        if (item.extension()) {
            sql.append("e.local ->> '").append(item.name()).append("_bx' = ANY (?)");
            parameters.add(java.util.Arrays.stream(indexes).map(java.util.Base64.getEncoder()::encodeToString).toArray(String[]::new));
            return;
        }
        sql.append("e.").append(item.name()).append(item.type() == ItemType.STRINGS ? "_bx && ?" : "_bx = ANY (?)");
        parameters.add(indexes);
    }

    private void plain(ItemDefinition item, Condition condition) {
        String expression = comparable(item);
        switch (condition.operator()) {
            case IS_NULL -> sql.append(expression).append(" IS NULL");
            case IS_NOT_NULL -> sql.append(expression).append(" IS NOT NULL");
            case STARTS_WITH -> {
                sql.append(expression).append(" LIKE ?");
                parameters.add(escapeLike(String.valueOf(condition.values().getFirst())) + "%");
            }
            case IN -> {
                sql.append(expression).append(" IN (").append(condition.values().stream().map(value -> "?").collect(Collectors.joining(", "))).append(')');
                condition.values().forEach(value -> parameters.add(parameter(item, value)));
            }
            case EQ, NE, LT, LE, GT, GE -> {
                sql.append(expression).append(' ').append(sign(condition.operator())).append(" ?");
                parameters.add(parameter(item, condition.values().getFirst()));
            }
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
            ItemDefinition item = definition(order.get(index).item());
            Object value = cursor.values().get(index);
            condition.append(comparable(item)).append(value == null ? " IS NULL" : " = ?").append(" AND ");
            if (value != null) {
                parameters.add(parameter(item, value));
            }
        }
        if (step == order.size()) {
            parameters.add(Ulid.from(cursor.id().value()).toUuid());
            return condition.append("e.record_id > ?)").toString();
        }
        ItemDefinition item = definition(order.get(step).item());
        Object value = cursor.values().get(step);
        if (value == null) {
            return condition.append("false)").toString();
        }
        parameters.add(parameter(item, value));
        return condition.append('(').append(comparable(item)).append(order.get(step).descending() ? " < ?" : " > ?")
                .append(" OR ").append(comparable(item)).append(" IS NULL))").toString();
    }

    private void order() {
        sql.append(" ORDER BY ");
        selection.order().forEach(order -> sql.append(comparable(definition(order.item())))
                .append(order.descending() ? " DESC NULLS LAST, " : " ASC NULLS LAST, "));
        sql.append("e.record_id");
    }

    private ItemDefinition definition(ItemName name) {
        return schema.item(selection.element(), name)
                .orElseThrow(() -> new IllegalArgumentException(selection.element().code() + " has no item '" + name + "'"));
    }

    private String expression(ItemName name) {
        ItemDefinition item = definition(name);
        return schema.element(selection.element()).item(name).isPresent() ? column(item) : EnvelopeColumns.expression(name).orElseThrow();
    }

    private static String column(ItemDefinition item) {
        return item.extension() ? "e.local ->> '" + item.name() + "'" : "e." + item.name();
    }

    /** As {@link #column}, but with the type that comparison and order need. */
    private String comparable(ItemDefinition item) {
        if (schema.element(selection.element()).item(item.name()).isEmpty()) {
            return EnvelopeColumns.expression(item.name()).orElseThrow();
        }
        return item.extension() ? "(" + column(item) + ")::" + LedgerTable.plainType(item) : column(item);
    }

    private Object parameter(ItemDefinition item, Object value) {
        if (item.name().value().equals("record_id") || item.name().value().equals("batch_id")) {
            return Ulid.from(String.valueOf(value)).toUuid();
        }
        return switch (value) {
            case Instant instant -> instant.atOffset(ZoneOffset.UTC);
            case LocalDate date -> date;
            case BigDecimal decimal -> decimal;
            default -> value;
        };
    }

    private static boolean nullTest(Operator operator) {
        return operator == Operator.IS_NULL || operator == Operator.IS_NOT_NULL;
    }

    private static String sign(Operator operator) {
        return switch (operator) {
            case EQ -> "=";
            case NE -> "<>";
            case LT -> "<";
            case LE -> "<=";
            case GT -> ">";
            case GE -> ">=";
            case IN, STARTS_WITH, IS_NULL, IS_NOT_NULL -> throw new IllegalArgumentException(operator + " has no sign");
        };
    }

    private static String escapeLike(String text) {
        return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_");
    }
}
