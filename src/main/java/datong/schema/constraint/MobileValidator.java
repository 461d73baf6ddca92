package datong.schema.constraint;

import datong.schema.check.Checked;
import datong.schema.check.Mobile;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;

/** Checks {@link MobileNumber}. */
public final class MobileValidator implements ConstraintValidator<MobileNumber, String> {
    @Override
    public boolean isValid(String text, ConstraintValidatorContext context) {
        return text == null || NormalForm.holds(text, Mobile.parse(text), "mobile", context);
    }
}
