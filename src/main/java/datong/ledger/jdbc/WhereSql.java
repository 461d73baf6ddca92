package datong.ledger.jdbc;

import com.github.f4b6a3.ulid.Ulid;
import datong.ledger.Selection;
import datong.ledger.Selection.Condition;
import datong.ledger.Selection.Operator;
import datong.ledger.Vault;
import datong.schema.Element;
import datong.schema.ElementSchema;
import datong.schema.ItemDefinition;
import datong.schema.ItemName;
import datong.schema.ItemType;
import datong.schema.LedgerSchema;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Collectors;

/** Appends what restricts rows to a statement that is being written: each part begins with {@code AND}. Names come from the schema only, values are parameters only. */
final class WhereSql {
    private final Element element;
    private final LedgerSchema schema;
    private final Vault vault;
    private final StringBuilder sql;
    private final List<Object> parameters;

    WhereSql(Element element, LedgerSchema schema, Vault vault, StringBuilder sql, List<Object> parameters) {
        this.element = element;
        this.schema = schema;
        this.vault = vault;
        this.sql = sql;
        this.parameters = parameters;
    }

    void equalsAny(String column, Integer[] numbers) {
        sql.append(column).append(numbers.length == 1 ? " = ?" : " = ANY (?)");
        parameters.add(numbers.length == 1 ? numbers[0] : numbers);
    }

    void scope(Selection.Scope scope) {
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
        ElementSchema items = schema.element(element);
        String column = item.equals("division_code") && items.item(new ItemName(item)).isEmpty() ? "residence_division_code" : item;
        if (prefixes.isEmpty() || items.item(new ItemName(column)).isEmpty()) {
            sql.append("NULL::boolean");
            return;
        }
        sql.append("(").append(prefixes.stream().map(prefix -> "e." + column + " LIKE ?").collect(Collectors.joining(" OR "))).append(')');
        prefixes.forEach(prefix -> parameters.add(escapeLike(prefix) + "%"));
    }

    private void notAccused(String organisation) {
        schema.element(element).item(new ItemName("accused_org_ids")).ifPresent(accused -> {
            sql.append(" AND (e.accused_org_ids_bx IS NULL OR NOT e.accused_org_ids_bx @> ?)");
            parameters.add(new byte[][] {vault.blindIndex(element, accused, organisation)});
        });
    }

    private void leads(List<String> organisations) {
        if (schema.element(element).item(new ItemName("lead_org_id")).isEmpty()) {
            sql.append(" AND false");
            return;
        }
        sql.append(" AND (e.lead_org_id = ANY (?) OR e.lead_org_name = ANY (?))");
        parameters.add(organisations.toArray(String[]::new));
        parameters.add(organisations.toArray(String[]::new));
    }

    void condition(Condition condition) {
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
                .map(value -> vault.blindIndex(element, item, ItemBytes.text(value))).toArray(byte[][]::new);
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

    ItemDefinition definition(ItemName name) {
        return schema.item(element, name)
                .orElseThrow(() -> new IllegalArgumentException(element.code() + " has no item '" + name + "'"));
    }

    String expression(ItemName name) {
        ItemDefinition item = definition(name);
        return schema.element(element).item(name).isPresent() ? column(item) : EnvelopeColumns.expression(name).orElseThrow();
    }

    private static String column(ItemDefinition item) {
        return item.extension() ? "e.local ->> '" + item.name() + "'" : "e." + item.name();
    }

    /** As {@link #column}, but with the type that comparison and order need. */
    String comparable(ItemDefinition item) {
        if (schema.element(element).item(item.name()).isEmpty()) {
            return EnvelopeColumns.expression(item.name()).orElseThrow();
        }
        return item.extension() ? "(" + column(item) + ")::" + LedgerTable.plainType(item) : column(item);
    }

    Object parameter(ItemDefinition item, Object value) {
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
