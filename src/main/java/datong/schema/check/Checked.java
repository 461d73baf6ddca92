package datong.schema.check;

/** Outcome of checking a code or a number. */
public sealed interface Checked {
    /** @param value in its normal form */
    record Valid(String value) implements Checked {}

    /** Part of it was replaced by stars at the source: support for a match, never a decision. */
    record Masked() implements Checked {}

    /** @param rule machine-readable; @param message what was expected, without the value */
    record Invalid(String rule, String message) implements Checked {}
}
