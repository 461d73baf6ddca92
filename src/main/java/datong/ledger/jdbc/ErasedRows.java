package datong.ledger.jdbc;

import datong.schema.ElementSchema;
import datong.schema.ItemName;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;

/** Notes which records an erasure touches, in its transaction, so that whoever follows changes is told: by what scopes reach them, and by nothing that was said in them. */
final class ErasedRows {
    private static final String NOTE = "INSERT INTO ledger.erased (erasure, element, origin_id, record_id, terms_id, division_code, grid_code, lead_org_id, lead_org_name, accused_org_ids_bx) ";
    private static final int KEPT_DAYS = 366;
    private final Connection connection;
    private final UUID erasure;

    private ErasedRows(Connection connection, UUID erasure) {
        this.connection = connection;
        this.erasure = erasure;
    }

    static ErasedRows begin(Connection connection, Instant at) throws SQLException {
        OffsetDateTime now = at.atOffset(ZoneOffset.UTC);
        forget(connection, now.minusDays(KEPT_DAYS));
        ErasedRows rows = new ErasedRows(connection, JdbcLedgerWriter.nextId().toUuid());
        try (PreparedStatement insert = connection.prepareStatement("INSERT INTO ledger.erasure (id, at) VALUES (?, ?)")) {
            insert.setObject(1, rows.erasure);
            insert.setObject(2, now);
            insert.executeUpdate();
        }
        return rows;
    }

    private static void forget(Connection connection, OffsetDateTime before) throws SQLException {
        for (String statement : List.of("""
                INSERT INTO ledger.forgotten SELECT t.dataset, max(r.xact::text::int8) FROM ledger.erasure r JOIN ledger.erased e ON e.erasure = r.id JOIN ledger.terms t ON t.id = e.terms_id
                WHERE r.at < ? GROUP BY t.dataset ON CONFLICT (dataset) DO UPDATE SET xact = greatest(forgotten.xact, excluded.xact)""", "DELETE FROM ledger.erasure WHERE at < ?")) {
            try (PreparedStatement old = connection.prepareStatement(statement)) {
                old.setObject(1, before);
                old.executeUpdate();
            }
        }
    }

    /** @param where of the table, with the one parameter */
    void note(String table, ElementSchema element, String where, Array parameter) throws SQLException {
        String division = has(element, "division_code") ? "division_code" : shown(element, "residence_division_code", "text");
        try (PreparedStatement note = connection.prepareStatement(NOTE + "SELECT DISTINCT ?::uuid, ?, origin_id, record_id, terms_id, " + String.join(", ", division, shown(element, "grid_code", "text"),
                shown(element, "lead_org_id", "text"), shown(element, "lead_org_name", "text"), has(element, "accused_org_ids") ? "accused_org_ids_bx" : "NULL::bytea[]") + " FROM " + table + " WHERE " + where)) {
            note.setObject(1, erasure);
            note.setString(2, element.element().code());
            note.setArray(3, parameter);
            note.executeUpdate();
        }
    }

    private static boolean has(ElementSchema element, String item) {
        return element.item(new ItemName(item)).isPresent();
    }

    private static String shown(ElementSchema element, String item, String type) {
        return has(element, item) ? item : "NULL::" + type;
    }
}
