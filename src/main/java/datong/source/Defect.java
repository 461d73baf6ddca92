package datong.source;

/**
 * Why one record of a readable delivery is broken.
 *
 * @param rule machine-readable, e.g. {@code ROW_TOO_LONG}, {@code BROKEN_JSON}
 * @param message what was wrong and what was expected, without the record's values
 */
public record Defect(String rule, String message) {}
