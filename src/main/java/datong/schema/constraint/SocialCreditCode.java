package datong.schema.constraint;

import jakarta.validation.Constraint;
import jakarta.validation.Payload;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Keeps the outer check of GB 32100 in its normal form; the inner check only warns, see {@link Consistent}. */
@Target(ElementType.FIELD)
@Retention(RetentionPolicy.RUNTIME)
@Constraint(validatedBy = CreditCodeValidator.class)
public @interface SocialCreditCode {
    String message() default "USCC_CHECK";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};
}
