package datong.schema.constraint;

import datong.schema.check.Checked;
import datong.schema.check.DivisionCode;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;

/** Checks {@link Division}. A short code passes: {@link Consistent} flags it. */
public final class DivisionValidator implements ConstraintValidator<Division, String> {
    @Override
    public boolean isValid(String code, ConstraintValidatorContext context) {
        if (code == null || !(DivisionCode.parse(code) instanceof Checked.Invalid invalid)) {
            return true;
        }
        new Findings(context).add(invalid.rule(), invalid.message());
        return false;
    }
}
