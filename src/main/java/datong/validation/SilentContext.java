package datong.validation;

import jakarta.validation.ClockProvider;
import jakarta.validation.ConstraintValidatorContext;
import java.lang.reflect.Proxy;

/** For validators that are asked only whether a value is valid: what they would report goes nowhere. */
final class SilentContext implements ConstraintValidatorContext {
    private final ClockProvider clock;
    private final ConstraintViolationBuilder deaf;

    SilentContext(ClockProvider clock) {
        this.clock = clock;
        this.deaf = deaf(ConstraintViolationBuilder.class);
    }

    @Override
    public void disableDefaultConstraintViolation() {
        // no violation is made here
    }

    @Override
    public String getDefaultConstraintMessageTemplate() {
        return "";
    }

    @Override
    public ClockProvider getClockProvider() {
        return clock;
    }

    @Override
    public ConstraintViolationBuilder buildConstraintViolationWithTemplate(String template) {
        return deaf;
    }

    @Override
    public <T> T unwrap(Class<T> type) {
        if (type.isInstance(this)) {
            return type.cast(this);
        }
        throw new jakarta.validation.ValidationException("this context is no " + type.getName());
    }

    /** A builder whose every step gives another deaf builder of the kind the step asks for. */
    private <T> T deaf(Class<T> builder) {
        return builder.cast(Proxy.newProxyInstance(builder.getClassLoader(), new Class<?>[] {builder},
                (self, step, arguments) -> step.getReturnType() == ConstraintValidatorContext.class ? this
                        : step.getReturnType().isInstance(self) ? self : deaf(step.getReturnType())));
    }
}
