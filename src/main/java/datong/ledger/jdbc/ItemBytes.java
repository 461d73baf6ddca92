package datong.ledger.jdbc;

import datong.schema.ItemType;
import datong.schema.Json;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/** Values as bytes: before they are sealed, for the record digest, and back. Lists are joined by the record separator. */
final class ItemBytes {
    private static final String SEPARATOR = "\u001e";

    private ItemBytes() {}

    static byte[] encode(Object value) {
        return text(value).getBytes(StandardCharsets.UTF_8);
    }

    /** The normal form by which values are compared and indexed. */
    static String text(Object value) {
        return switch (value) {
            case String string -> string;
            case List<?> list -> String.join(SEPARATOR, list.stream().map(String::valueOf).toList());
            case Json json -> json.text();
            case BigDecimal decimal -> decimal.signum() == 0 ? "0" : decimal.stripTrailingZeros().toPlainString();
            default -> value.toString();
        };
    }

    static Object decode(ItemType type, byte[] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        return switch (type) {
            case STRING -> text;
            case INTEGER -> Integer.valueOf(text);
            case DECIMAL -> new BigDecimal(text);
            case DATE -> LocalDate.parse(text);
            case TIMESTAMP -> Instant.parse(text);
            case BOOLEAN -> Boolean.valueOf(text);
            case STRINGS -> text.isEmpty() ? List.of() : List.of(text.split(SEPARATOR, -1));
            case JSON -> new Json(text);
        };
    }
}
