package datong.schema.constraint;

import jakarta.validation.Constraint;
import jakarta.validation.Payload;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A person's document number fits its type: a resident ID (type 111 or none) keeps GB 11643 in its normal form. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Constraint(validatedBy = DocumentValidator.class)
public @interface DocumentFitsType {
    String message() default "ID_CHECK_DIGIT";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};
}
