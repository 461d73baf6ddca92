package datong.schema.constraint;

import jakarta.validation.ConstraintValidatorContext;

/** Collects what a constraint finds. A message is {@code RULE: what was expected}, never a value. */
final class Findings {
    private final ConstraintValidatorContext context;
    private boolean none = true;

    Findings(ConstraintValidatorContext context) {
        this.context = context;
    }

    /** @param property the component of the record that is meant */
    void add(String rule, String property, String message) {
        violation(rule, message).addPropertyNode(property).addConstraintViolation();
    }

    /** For a constraint that stands at the item itself. */
    void add(String rule, String message) {
        violation(rule, message).addConstraintViolation();
    }

    boolean none() {
        return none;
    }

    private ConstraintValidatorContext.ConstraintViolationBuilder violation(String rule, String message) {
        if (none) {
            context.disableDefaultConstraintViolation();
            none = false;
        }
        return context.buildConstraintViolationWithTemplate(rule + ": " + message);
    }
}
