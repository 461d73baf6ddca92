package datong.mapping;

import datong.schema.ItemName;
import datong.schema.ItemType;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How one item is filled.
 *
 * @param ordinal where its value goes in the value array
 * @param codes source words and the typed values they stand for; empty for none
 * @param masked ordinal of the item that takes a masked value, -1 for none
 * @param rest ordinal of the list item that takes the further values of a split cell, -1 for none
 * @param separators characters a cell is split at; empty for no splitting
 * @param fallback value where there is none
 */
public record ItemRule(
        ItemName name, ItemType type, int ordinal, Origin origin, Conversion conversion, Optional<Map<String, Object>> codes,
        UnknownCode unknown, NullWords nullWords, int masked, int rest, String separators, Optional<Object> fallback,
        boolean required, OnError onError) {

    /** What a word does that the code map does not know. */
    public enum UnknownCode { REJECT, FLAG, NULL }

    void apply(Reading reading, Object[] values) {
        reading.begin(this);
        Object value = origin.read(reading);
        if (value instanceof String text && !(origin instanceof Origin.Constant)) {
            value = fromText(Texts.strip(text), reading, values);
        } else if (value != null) {
            value = coerce(value, reading, values);
        }
        if (value == null) {
            value = fallback.orElse(null);
        }
        if (value != null) {
            values[ordinal] = value;
        } else if (required && values[ordinal] == null) {
            reading.reject("REQUIRED", name + " must be given");
        }
    }

    private Object fromText(String text, Reading reading, Object[] values) {
        if (text.isEmpty()) {
            return null;
        }
        Object coded = codes.isPresent() ? codes.get().get(Texts.plain(text)) : null;
        if (coded != null) {
            return type == ItemType.STRINGS && coded instanceof String one ? List.of(one) : coded;
        }
        if (nullWords.holds(text)) {
            return reading.doubt("NULL_WORD");
        }
        if (type == ItemType.STRINGS) {
            return list(text, reading, values);
        }
        if (!separators.isEmpty()) {
            return first(text, reading, values);
        }
        return single(text, reading, values);
    }

    private Object single(String text, Reading reading, Object[] values) {
        if (codes.isPresent()) {
            return decode(text, reading);
        }
        if (conversion.maskable() && Texts.masked(text)) {
            if (masked >= 0) {
                values[masked] = Texts.plain(text);
            }
            return reading.doubt("MASKED");
        }
        return conversion.convert(text, reading);
    }

    private Object decode(String text, Reading reading) {
        Object coded = codes.orElseThrow().get(Texts.plain(text));
        if (coded != null) {
            return coded;
        }
        return switch (unknown) {
            case REJECT -> reading.reject("UNMAPPED_CODE", "the column holds a word that the code map of " + name + " does not know");
            case FLAG -> reading.doubt("UNMAPPED_CODE");
            case NULL -> null;
        };
    }

    private Object list(String text, Reading reading, Object[] values) {
        List<String> converted = new ArrayList<>();
        for (String part : parts(text)) {
            if (single(part, reading, values) instanceof String value) {
                converted.add(value);
            }
        }
        return converted.isEmpty() ? null : List.copyOf(converted);
    }

    private Object first(String text, Reading reading, Object[] values) {
        List<String> parts = parts(text);
        if (parts.isEmpty()) {
            return null;
        }
        Object value = single(parts.getFirst(), reading, values);
        if (parts.size() > 1 && rest < 0) {
            reading.doubt("MORE_VALUES");
        }
        if (parts.size() > 1 && rest >= 0) {
            keepRest(parts.subList(1, parts.size()), reading, values);
        }
        return value;
    }

    private void keepRest(List<String> parts, Reading reading, Object[] values) {
        List<String> kept = new ArrayList<>();
        for (String part : parts) {
            if (single(part, reading, values) instanceof String value) {
                kept.add(value);
            }
        }
        if (!kept.isEmpty()) {
            values[rest] = List.copyOf(kept);
        }
    }

    private List<String> parts(String text) {
        if (separators.isEmpty()) {
            return List.of(text);
        }
        List<String> parts = new ArrayList<>();
        int from = 0;
        for (int i = 0; i <= text.length(); i++) {
            if (i == text.length() || separator(text.charAt(i)) && !insideNumber(text, i)) {
                String part = Texts.strip(text.substring(from, i));
                if (!part.isEmpty()) {
                    parts.add(part);
                }
                from = i + 1;
            }
        }
        return parts;
    }

    private boolean separator(char c) {
        return separators.indexOf(c) >= 0 || (Texts.blank(c) && separators.indexOf(' ') >= 0);
    }

    /** A blank in {@code 154 0000 1004} groups digits; between two numbers long enough to be phones it separates them. */
    private static boolean insideNumber(String text, int at) {
        if (!Texts.blank(text.charAt(at))) {
            return false;
        }
        int before = at;
        while (before > 0 && ofNumber(text.charAt(before - 1))) {
            before--;
        }
        int after = at + 1;
        while (after < text.length() && ofNumber(text.charAt(after))) {
            after++;
        }
        int left = at - before;
        int right = after - at - 1;
        return left > 0 && right > 0 && (left < 7 || right < 7);
    }

    private static boolean ofNumber(char c) {
        return c == '-' || c == '+' || Character.isDigit(c);
    }

    /** A value that an expression or a constant gave, as the item's type. */
    private Object coerce(Object value, Reading reading, Object[] values) {
        if (type.javaType().isInstance(value)) {
            return value;
        }
        return switch (value) {
            case Long number when type == ItemType.INTEGER && number == number.intValue() -> number.intValue();
            case Long number when type == ItemType.DECIMAL -> BigDecimal.valueOf(number);
            case Double number when type == ItemType.DECIMAL -> BigDecimal.valueOf(number);
            case Long number -> fromText(number.toString(), reading, values);
            case Boolean truth -> fromText(truth.toString(), reading, values);
            default -> reading.refuse("WRONG_TYPE", "the expression must give a value that fits " + name);
        };
    }
}
