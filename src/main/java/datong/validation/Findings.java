package datong.validation;

import datong.mapping.Flag;
import datong.mapping.Problem;
import datong.schema.ItemName;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.Path;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.PastOrPresent;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import java.lang.annotation.Annotation;
import java.util.Optional;

/** Turns violations into flags and problems: a rule to be read by a machine, an item, a message without any value. */
final class Findings {
    static final String MISSING = "MISSING_REQUIRED";

    Flag flag(ConstraintViolation<?> violation) {
        return new Flag(finding(violation).rule(), item(violation));
    }

    Problem problem(ConstraintViolation<?> violation) {
        Finding finding = finding(violation);
        return new Problem(finding.rule(), item(violation).map(ItemName::value), Optional.empty(), finding.message());
    }

    private static Finding finding(ConstraintViolation<?> violation) {
        Annotation constraint = violation.getConstraintDescriptor().getAnnotation();
        return switch (constraint) {
            case NotNull required -> new Finding(MISSING, "this item is required");
            case Size size -> new Finding("TOO_LONG", "at most " + size.max() + " characters");
            case PositiveOrZero positive -> new Finding("OUT_OF_RANGE", "0 or more");
            case DecimalMin least -> new Finding("OUT_OF_RANGE", "at least " + least.value());
            case DecimalMax most -> new Finding("OUT_OF_RANGE", "at most " + most.value());
            case PastOrPresent past -> new Finding("IN_FUTURE", "today at the latest");
            default -> ours(violation.getMessageTemplate(), constraint);
        };
    }

    /** Constraints of our own say {@code RULE: what was expected}; any other is named by itself. */
    private static Finding ours(String template, Annotation constraint) {
        int colon = template.indexOf(": ");
        if (colon > 0) {
            return new Finding(template.substring(0, colon), template.substring(colon + 2));
        }
        return new Finding(upperSnake(constraint.annotationType().getSimpleName()), "does not keep @" + constraint.annotationType().getSimpleName());
    }

    private static Optional<ItemName> item(ConstraintViolation<?> violation) {
        String property = null;
        for (Path.Node node : violation.getPropertyPath()) {
            property = node.getName();
            break;
        }
        return property == null ? Optional.empty() : Optional.of(ItemName.ofProperty(property));
    }

    private static String upperSnake(String name) {
        return name.replaceAll("(?<=[a-z])(?=[A-Z])", "_").toUpperCase(java.util.Locale.ROOT);
    }

    private record Finding(String rule, String message) {}
}
