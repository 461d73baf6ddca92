package datong.schema.constraint;

import datong.schema.check.Checked;
import datong.schema.check.GridCode;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;

/** Checks {@link Grid}. */
public final class GridValidator implements ConstraintValidator<Grid, String> {
    @Override
    public boolean isValid(String text, ConstraintValidatorContext context) {
        return text == null || NormalForm.holds(text, GridCode.parse(text), "grid", context);
    }
}
