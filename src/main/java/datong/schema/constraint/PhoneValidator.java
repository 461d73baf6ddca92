package datong.schema.constraint;

import datong.schema.check.Checked;
import datong.schema.check.Phone;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;

/** Checks {@link PhoneNumber}. */
public final class PhoneValidator implements ConstraintValidator<PhoneNumber, String> {
    @Override
    public boolean isValid(String text, ConstraintValidatorContext context) {
        return text == null || NormalForm.holds(text, Phone.parse(text), "phone", context);
    }
}
