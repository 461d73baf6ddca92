package datong.resolution.jdbc;

import datong.ledger.SubjectId;
import datong.ledger.Vault;
import datong.resolution.Facets;
import datong.resolution.Opened;
import datong.schema.Element;
import datong.schema.ItemDefinition;
import datong.schema.ItemName;
import datong.schema.ItemType;
import datong.schema.LedgerSchema;
import datong.schema.Level;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Reads records of the ledger as resolution needs them: few items, opened one by one; of document numbers of persons only the blind index. */
final class ChangedRecords {
    private static final int FETCH = 1_000;
    private static final int FIRST_ITEM = 8;
    private final LedgerSchema schema;
    private final Vault vault;

    ChangedRecords(LedgerSchema schema, Vault vault) {
        this.schema = schema;
        this.vault = vault;
    }

    /** Records that one of the batches wrote last. */
    void ofBatches(Connection connection, Element element, UUID[] batches, Consumer<Opened> records) throws SQLException {
        List<ItemDefinition> items = items(element);
        try (PreparedStatement statement = connection.prepareStatement(select(element, items) + " WHERE e.batch_id = ANY (?)")) {
            statement.setArray(1, connection.createArrayOf("uuid", batches));
            read(statement, element, items, records);
        }
    }

    /** Records by id, wherever they stand. */
    void byId(Connection connection, Element element, Integer[] origins, UUID[] ids, Consumer<Opened> records) throws SQLException {
        List<ItemDefinition> items = items(element);
        try (PreparedStatement statement = connection.prepareStatement(select(element, items)
                + " JOIN unnest(?::int4[], ?::uuid[]) AS g(origin_id, record_id) ON g.origin_id = e.origin_id AND g.record_id = e.record_id")) {
            statement.setArray(1, connection.createArrayOf("int4", origins));
            statement.setArray(2, connection.createArrayOf("uuid", ids));
            read(statement, element, items, records);
        }
    }

    private void read(PreparedStatement statement, Element element, List<ItemDefinition> items, Consumer<Opened> records) throws SQLException {
        statement.setFetchSize(FETCH);
        try (ResultSet answer = statement.executeQuery()) {
            while (answer.next()) {
                records.accept(opened(answer, element, items));
            }
        }
    }

    private List<ItemDefinition> items(Element element) {
        return Facets.items(element).stream().map(name -> schema.element(element).item(new ItemName(name)).orElseThrow()).toList();
    }

    private static String select(Element element, List<ItemDefinition> items) {
        return "SELECT e.record_id, e.subject, e.level, e.origin_id, o.source, e.quality_flags, e.valid_from, "
                + items.stream().map(item -> column(element, item)).collect(Collectors.joining(", "))
                + " FROM ledger." + element.code() + " e JOIN ledger.origin o ON o.id = e.origin_id";
    }

    private static String column(Element element, ItemDefinition item) {
        if (indexOnly(element, item)) {
            return "e." + item.name() + "_bx";
        }
        return item.type() == ItemType.JSON && !item.encryptedAtRest() ? "e." + item.name() + "::text" : "e." + item.name();
    }

    private static boolean indexOnly(Element element, ItemDefinition item) {
        return element == Element.PERSON && item.name().value().equals("id_number");
    }

    private Opened opened(ResultSet row, Element element, List<ItemDefinition> items) throws SQLException {
        UUID key = row.getObject(2, UUID.class);
        SubjectId subject = new SubjectId(key.getMostSignificantBits(), key.getLeastSignificantBits());
        Map<String, String> values = new HashMap<>();
        for (int index = 0; index < items.size(); index++) {
            String value = value(row, FIRST_ITEM + index, subject, element, items.get(index));
            if (value != null) {
                values.put(items.get(index).name().value(), value);
            }
        }
        java.sql.Array flags = row.getArray(6);
        return new Opened(row.getObject(1, UUID.class), element, row.getInt(4), row.getString(5), Level.values()[row.getInt(3) - 1],
                flags == null ? List.of() : Arrays.asList((String[]) flags.getArray()), row.getObject(7, OffsetDateTime.class).toInstant(), values);
    }

    /** Null where there is none, or where the person has been erased. */
    private String value(ResultSet row, int column, SubjectId subject, Element element, ItemDefinition item) throws SQLException {
        if (item.encryptedAtRest()) {
            byte[] bytes = row.getBytes(column);
            if (bytes == null) {
                return null;
            }
            return indexOnly(element, item) ? HexFormat.of().formatHex(bytes)
                    : vault.open(subject, element, item, bytes).map(open -> new String(open, StandardCharsets.UTF_8)).orElse(null);
        }
        return switch (item.type()) {
            case TIMESTAMP -> {
                OffsetDateTime moment = row.getObject(column, OffsetDateTime.class);
                yield moment == null ? null : moment.toInstant().toString();
            }
            case STRINGS -> {
                java.sql.Array array = row.getArray(column);
                yield array == null ? null : String.join("\u001e", (String[]) array.getArray());
            }
            case STRING, INTEGER, DECIMAL, DATE, BOOLEAN, JSON -> row.getString(column);
        };
    }
}
