package datong.ledger.jdbc;

import com.github.f4b6a3.ulid.Ulid;
import datong.ledger.SubjectId;
import datong.ledger.Vault;
import datong.schema.Element;
import datong.schema.ItemDefinition;
import datong.schema.ItemName;
import datong.schema.Json;
import datong.schema.LedgerSchema;
import java.nio.charset.StandardCharsets;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Reads the items of a row out of a statement's answer and opens what lies sealed. */
final class RowValues {
    private final Element element;
    private final List<ItemDefinition> items;
    private final boolean[] sealed;
    private final Vault vault;

    RowValues(LedgerSchema schema, Element element, List<ItemName> names, Vault vault) {
        this.element = element;
        this.items = names.stream().map(name -> schema.item(element, name).orElseThrow()).toList();
        this.vault = vault;
        this.sealed = new boolean[items.size()];
        for (int index = 0; index < sealed.length; index++) {
            sealed[index] = items.get(index).encryptedAtRest() && schema.element(element).item(items.get(index).name()).isPresent();
        }
    }

    static SubjectId subject(ResultSet answer, int column) throws SQLException {
        UUID subject = answer.getObject(column, UUID.class);
        return new SubjectId(subject.getMostSignificantBits(), subject.getLeastSignificantBits());
    }

    /** @param first column of the first item */
    Object[] read(ResultSet answer, int first, SubjectId subject) throws SQLException {
        Object[] values = new Object[items.size()];
        for (int index = 0; index < values.length; index++) {
            ItemDefinition item = items.get(index);
            values[index] = sealed[index] ? opened(answer, first + index, item, subject) : plain(answer, first + index, item);
        }
        return values;
    }

    private Object opened(ResultSet answer, int column, ItemDefinition item, SubjectId subject) throws SQLException {
        byte[] sealed = item.extension() ? base64(answer.getString(column)) : answer.getBytes(column);
        if (sealed == null) {
            return null;
        }
        return vault.open(subject, element, item, sealed).map(bytes -> ItemBytes.decode(item.type(), bytes)).orElse(null);
    }

    private static byte[] base64(String text) {
        return text == null ? null : Base64.getDecoder().decode(text);
    }

    private static Object plain(ResultSet answer, int column, ItemDefinition item) throws SQLException {
        if (item.extension()) {
            String text = answer.getString(column);
            return text == null ? null : ItemBytes.decode(item.type(), text.getBytes(StandardCharsets.UTF_8));
        }
        return switch (item.type()) {
            case STRING -> string(answer, column, item);
            case INTEGER -> answer.getObject(column, Integer.class);
            case DECIMAL -> answer.getBigDecimal(column);
            case DATE -> answer.getObject(column, LocalDate.class);
            case TIMESTAMP -> Optional.ofNullable(answer.getObject(column, OffsetDateTime.class)).map(OffsetDateTime::toInstant).orElse(null);
            case BOOLEAN -> answer.getObject(column, Boolean.class);
            case STRINGS -> strings(answer.getArray(column));
            case JSON -> Optional.ofNullable(answer.getString(column)).map(Json::new).orElse(null);
        };
    }

    private static String string(ResultSet answer, int column, ItemDefinition item) throws SQLException {
        if (item.name().value().equals("record_id") || item.name().value().equals("batch_id")) {
            return Ulid.from(answer.getObject(column, UUID.class)).toString();
        }
        return answer.getString(column);
    }

    private static List<String> strings(Array array) throws SQLException {
        return array == null ? null : Arrays.asList((String[]) array.getArray());
    }
}
