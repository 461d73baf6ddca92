package datong.schema.constraint;

import jakarta.validation.Constraint;
import jakarta.validation.Payload;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The items of a record agree with each other and with the world: meant to flag, each finding with its own rule. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Constraint(validatedBy = {
    PersonConsistency.class, PlaceConsistency.class, MatterConsistency.class, ThingConsistency.class, OpinionConsistency.class,
    OrganisationConsistency.class
})
public @interface Consistent {
    String message() default "INCONSISTENT";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};
}
