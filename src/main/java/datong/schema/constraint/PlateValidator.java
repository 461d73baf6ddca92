package datong.schema.constraint;

import datong.schema.check.Checked;
import datong.schema.check.Plate;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;

/** Checks {@link NumberPlate}. */
public final class PlateValidator implements ConstraintValidator<NumberPlate, String> {
    @Override
    public boolean isValid(String text, ConstraintValidatorContext context) {
        return text == null || NormalForm.holds(text, Plate.parse(text), "plate", context);
    }
}
