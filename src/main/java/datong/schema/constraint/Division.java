package datong.schema.constraint;

import jakarta.validation.Constraint;
import jakarta.validation.Payload;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Digits of a division code, of a length that a division code can have. */
@Target(ElementType.FIELD)
@Retention(RetentionPolicy.RUNTIME)
@Constraint(validatedBy = DivisionValidator.class)
public @interface Division {
    String message() default "DIVISION_LENGTH";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};
}
