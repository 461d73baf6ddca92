package datong.ledger.jdbc;

import datong.ledger.jdbc.LedgerTable.Column;
import datong.ledger.jdbc.LedgerTable.Role;
import datong.schema.Element;
import datong.schema.LedgerSchema;
import java.util.stream.Collectors;

/** Writes the element tables of the first migration out of the records; a test keeps the two equal. */
final class LedgerDdl {
    private LedgerDdl() {}

    static String tables(LedgerSchema schema) {
        StringBuilder ddl = new StringBuilder();
        for (Element element : Element.values()) {
            ddl.append(table(LedgerTable.of(schema.element(element))));
        }
        return ddl.toString();
    }

    private static String table(LedgerTable table) {
        String element = table.schema().element().code();
        String columns = table.columns().stream().map(LedgerDdl::column).collect(Collectors.joining(",\n"));
        String indexes = table.columns().stream().filter(column -> column.role() == Role.BLIND_INDEX)
                .map(column -> index(element, column)).collect(Collectors.joining());
        return """

                CREATE TABLE ledger.%1$s (
                %2$s,
                    PRIMARY KEY (origin_id, record_id)
                );
                CREATE UNIQUE INDEX %1$s_source_key ON ledger.%1$s (origin_id, source_key);
                %3$sCREATE TABLE ledger.%1$s_history (LIKE ledger.%1$s, valid_to timestamptz NOT NULL);
                CREATE INDEX %1$s_history_record ON ledger.%1$s_history (record_id, valid_to);
                """.formatted(element, columns, indexes);
    }

    private static String column(Column column) {
        boolean required = column.role() == Role.LEADING
                && !java.util.Set.of("source_updated_at", "retention_until", "quality_flags", "local", "source_row").contains(column.name());
        return "    " + column.name() + " " + column.type() + (required ? " NOT NULL" : "");
    }

    private static String index(String element, Column column) {
        String method = column.type().equals("bytea[]") ? " USING gin" : "";
        return "CREATE INDEX " + element + "_" + column.name() + " ON ledger." + element + method + " (" + column.name() + ") WHERE "
                + column.name() + " IS NOT NULL;\n";
    }
}
