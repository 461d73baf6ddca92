package datong.validation;

import jakarta.validation.ClockProvider;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorFactory;
import jakarta.validation.groups.Default;
import jakarta.validation.metadata.ConstraintDescriptor;
import java.lang.annotation.Annotation;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.hibernate.validator.constraintvalidation.HibernateConstraintValidator;

/** Finds and initialises the validator that Hibernate Validator asks about a constraint on a type. */
final class ConstraintValidators {
    private final ConstraintValidatorFactory factory;
    private final PlainInitialization initialization;

    ConstraintValidators(ConstraintValidatorFactory factory, ClockProvider clock) {
        this.factory = factory;
        this.initialization = new PlainInitialization(clock);
    }

    /** Empty for a constraint that is composed of others, belongs to a group, or has no single validator that fits best. */
    @SuppressWarnings("unchecked")
    <A extends Annotation> Optional<ConstraintValidator<A, Object>> of(ConstraintDescriptor<A> constraint, Class<?> validated) {
        if (!constraint.getComposingConstraints().isEmpty() || !constraint.getGroups().equals(Set.of(Default.class))) {
            return Optional.empty();
        }
        return closest(fitting(constraint, validated))
                .map(type -> initialised((ConstraintValidator<A, Object>) factory.getInstance(type), constraint));
    }

    private static <A extends Annotation> Map<Class<?>, Class<? extends ConstraintValidator<A, ?>>> fitting(ConstraintDescriptor<A> constraint, Class<?> validated) {
        Map<Class<?>, Class<? extends ConstraintValidator<A, ?>>> fitting = new HashMap<>();
        for (Class<? extends ConstraintValidator<A, ?>> validator : constraint.getConstraintValidatorClasses()) {
            CheckedType.of(validator).filter(checked -> checked.isAssignableFrom(validated)).ifPresent(checked -> fitting.put(checked, validator));
        }
        return fitting;
    }

    /** The validator whose checked type is a subtype of all the others'. */
    private static <A extends Annotation> Optional<Class<? extends ConstraintValidator<A, ?>>> closest(Map<Class<?>, Class<? extends ConstraintValidator<A, ?>>> fitting) {
        return fitting.keySet().stream()
                .filter(checked -> fitting.keySet().stream().allMatch(other -> other.isAssignableFrom(checked)))
                .findFirst().map(fitting::get);
    }

    private <A extends Annotation> ConstraintValidator<A, Object> initialised(ConstraintValidator<A, Object> validator, ConstraintDescriptor<A> constraint) {
        if (validator instanceof HibernateConstraintValidator<A, Object> hibernate) {
            hibernate.initialize(constraint, initialization);
        }
        validator.initialize(constraint.getAnnotation());
        return validator;
    }
}
