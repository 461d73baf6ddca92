package datong.schema.constraint;

import datong.schema.check.Checked;
import jakarta.validation.ConstraintValidatorContext;

/** Whether a checked text is valid and already in its normal form. */
final class NormalForm {
    private NormalForm() {}

    /** @param conversion the mapping's word for bringing the value into its normal form */
    static boolean holds(String text, Checked checked, String conversion, ConstraintValidatorContext context) {
        return switch (checked) {
            case Checked.Valid valid when valid.value().equals(text) -> true;
            case Checked.Valid valid -> found(context, "NOT_NORMAL_FORM", "convert it in the mapping with 'as: " + conversion + "'");
            case Checked.Masked masked -> found(context, "MASKED", "the source sends it masked; map it to a masked item where there is one");
            case Checked.Invalid invalid -> found(context, invalid.rule(), invalid.message());
        };
    }

    private static boolean found(ConstraintValidatorContext context, String rule, String message) {
        new Findings(context).add(rule, message);
        return false;
    }
}
