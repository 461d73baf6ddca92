package datong.ledger.jdbc;

import datong.schema.ElementSchema;
import datong.schema.ItemDefinition;
import java.util.ArrayList;
import java.util.List;

/** The table of one element: what stands in front of the items, and one or two columns an item. */
record LedgerTable(String name, ElementSchema schema, List<Column> columns) {

    /** @param type PostgreSQL type; @param item empty for the leading columns */
    record Column(String name, String type, Role role, ItemDefinition item) {}

    enum Role { LEADING, PLAIN, SEALED, BLIND_INDEX }

    /** Columns every element's table begins with, in this order. */
    static final List<Column> LEADING = List.of(
            leading("record_id", "uuid"), leading("origin_id", "int4"), leading("terms_id", "int4"), leading("source_key", "text COLLATE \"C\""),
            leading("batch_id", "uuid"), leading("source_row", "int8"), leading("valid_from", "timestamptz"),
            leading("source_updated_at", "timestamptz"), leading("level", "int2"), leading("personal", "bool"),
            leading("retention_until", "date"), leading("quality_score", "int2"), leading("quality_flags", "text[]"),
            leading("record_hash", "bytea"), leading("subject", "uuid"), leading("local", "jsonb"));

    static LedgerTable of(ElementSchema schema) {
        List<Column> columns = new ArrayList<>(LEADING);
        schema.items().subList(0, schema.standardItems()).forEach(item -> columns.addAll(columns(item)));
        return new LedgerTable("ledger." + schema.element().code(), schema, List.copyOf(columns));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof LedgerTable table && table.name.equals(name);
    }

    @Override
    public int hashCode() {
        return name.hashCode();
    }

    String stage() {
        return "stage_" + schema.element().code();
    }

    List<String> columnNames() {
        return columns.stream().map(Column::name).toList();
    }

    private static List<Column> columns(ItemDefinition item) {
        String name = item.name().value();
        Column value = item.encryptedAtRest()
                ? new Column(name, "bytea", Role.SEALED, item)
                : new Column(name, plainType(item), Role.PLAIN, item);
        if (!item.lookup()) {
            return List.of(value);
        }
        String index = item.type() == datong.schema.ItemType.STRINGS ? "bytea[]" : "bytea";
        return List.of(value, new Column(name + "_bx", index, Role.BLIND_INDEX, item));
    }

    static String plainType(ItemDefinition item) {
        return switch (item.type()) {
            case STRING -> "text";
            case INTEGER -> "int4";
            case DECIMAL -> "numeric";
            case DATE -> "date";
            case TIMESTAMP -> "timestamptz";
            case BOOLEAN -> "bool";
            case STRINGS -> "text[]";
            case JSON -> "jsonb";
        };
    }

    private static Column leading(String name, String type) {
        return new Column(name, type, Role.LEADING, null);
    }
}
