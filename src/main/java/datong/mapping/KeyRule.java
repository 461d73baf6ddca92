package datong.mapping;

import java.util.Optional;

/**
 * The key of a record at its source: cells joined by a bar, or an expression.
 *
 * @param mandatory whether a missing key is a problem; where not, the row gives no record of this output
 */
public record KeyRule(int[] slots, Optional<Expression> expression, NullWords nullWords, boolean mandatory) {
    private static final int LONGEST = 128;

    Optional<String> read(Reading reading) {
        String key = expression.isPresent() ? computed(expression.get(), reading) : joined(reading);
        if (key != null && key.length() > LONGEST) {
            reading.add(new Problem("KEY_TOO_LONG", Optional.empty(), Optional.empty(), "a key has at most 128 characters"));
            return Optional.empty();
        }
        if (key == null && mandatory) {
            reading.add(new Problem("KEY_MISSING", Optional.empty(), Optional.empty(), "the record has no key: every part of it must be given"));
        }
        return Optional.ofNullable(key);
    }

    private String joined(Reading reading) {
        String key = null;
        for (int slot : slots) {
            String part = reading.cell(slot);
            if (part == null || nullWords.holds(part)) {
                return null;
            }
            key = key == null ? Texts.plain(part) : key + "|" + Texts.plain(part);
        }
        return key;
    }

    private static String computed(Expression expression, Reading reading) {
        try {
            Object value = expression.evaluate(reading.raw());
            String key = value == null ? "" : Texts.plain(Texts.strip(value.toString()));
            return key.isEmpty() ? null : key;
        } catch (Expression.Failed failed) {
            reading.add(new Problem("EXPR_FAILED", Optional.empty(), Optional.empty(), failed.getMessage()));
            return null;
        }
    }
}
