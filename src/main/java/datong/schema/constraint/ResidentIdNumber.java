package datong.schema.constraint;

import jakarta.validation.Constraint;
import jakarta.validation.Payload;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A document number that, where it has the shape of a resident ID, keeps GB 11643 in its normal form. Other documents pass. */
@Target(ElementType.FIELD)
@Retention(RetentionPolicy.RUNTIME)
@Constraint(validatedBy = ResidentIdValidator.class)
public @interface ResidentIdNumber {
    String message() default "ID_CHECK_DIGIT";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};
}
