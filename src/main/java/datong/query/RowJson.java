package datong.query;

import datong.protection.ProtectedRow;
import datong.schema.ItemDefinition;
import datong.schema.Json;
import java.math.BigDecimal;
import java.util.Base64;
import java.util.List;
import tools.jackson.core.JsonGenerator;

/** Writes a protected record as JSON, the same way wherever it leaves. */
public final class RowJson {
    private RowJson() {}

    /** @param items of the row's values */
    public static void record(JsonGenerator out, List<ItemDefinition> items, ProtectedRow row) {
        out.writeStartObject();
        out.writeStringProperty("id", row.id().value());
        values(out, items, row);
        out.writeEndObject();
    }

    /** Without its id, into an object that is open. */
    public static void values(JsonGenerator out, List<ItemDefinition> items, ProtectedRow row) {
        for (int index = 0; index < items.size(); index++) {
            out.writeName(items.get(index).name().value());
            value(out, row.values().get(index));
        }
    }

    /** A treated value may have another type than its item. */
    private static void value(JsonGenerator out, Object value) {
        switch (value) {
            case null -> out.writeNull();
            case Integer number -> out.writeNumber(number);
            case Long number -> out.writeNumber(number);
            case BigDecimal number -> out.writeNumber(number.toPlainString());
            case Boolean truth -> out.writeBoolean(truth);
            case Json document -> out.writeRawValue(document.text());
            case byte[] bytes -> out.writeString(Base64.getEncoder().encodeToString(bytes));
            case List<?> list -> {
                out.writeStartArray();
                list.forEach(part -> value(out, part));
                out.writeEndArray();
            }
            default -> out.writeString(value.toString());
        }
    }
}
