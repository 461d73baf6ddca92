package datong.publication;

import datong.schema.Json;
import java.math.BigDecimal;
import java.util.List;

/** Values as text, the same in every format; lists as JSON arrays. */
public final class Cells {
    private Cells() {}

    /** Null stays null. */
    public static String text(Object value) {
        return switch (value) {
            case null -> null;
            case String text -> text;
            case BigDecimal number -> number.toPlainString();
            case Json json -> json.text();
            case List<?> list -> array(list);
            default -> value.toString();
        };
    }

    /** Whether a spreadsheet could take the text of this value for a formula. */
    static boolean textual(Object value) {
        return value instanceof String || value instanceof Json || value instanceof List<?>;
    }

    private static String array(List<?> list) {
        StringBuilder array = new StringBuilder("[");
        for (Object each : list) {
            array.append(array.length() > 1 ? "," : "").append('"')
                    .append(String.valueOf(each).replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n").replace("\r", "\\r").replace("\t", "\\t"))
                    .append('"');
        }
        return array.append(']').toString();
    }
}
