package datong.schema.constraint;

import datong.schema.Matter;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import java.time.Duration;

/** What the items of a matter should agree on. */
public final class MatterConsistency implements ConstraintValidator<Consistent, Matter> {
    /** How far the clock of a source may be ahead of ours. */
    private static final Duration AHEAD = Duration.ofDays(1);

    @Override
    public boolean isValid(Matter matter, ConstraintValidatorContext context) {
        Findings findings = new Findings(context);
        times(findings, matter);
        if (matter.reportedAt() != null && matter.reportedAt().isAfter(context.getClockProvider().getClock().instant().plus(AHEAD))) {
            findings.add("IN_FUTURE", "reportedAt", "the time lies more than a day ahead of now");
        }
        Agreement.division(findings, "divisionCode", matter.divisionCode());
        Agreement.grid(findings, matter.gridCode(), matter.divisionCode());
        Agreement.coordinates(findings, matter.longitude(), matter.latitude(), matter.coordSystem());
        Agreement.residentId(findings, "reporterIdNumber", matter.reporterIdNumber());
        if (matter.eventCode() != null && matter.codeScheme() == null) {
            findings.add("CODE_SCHEME_MISSING", "codeScheme", "an event code needs its scheme: two editions are in use");
        }
        return findings.none();
    }

    private static void times(Findings findings, Matter matter) {
        Agreement.order(findings, "OCCURRED_AFTER_REPORTED", matter.occurredAt(), matter.reportedAt(), "occurredAt",
                "a matter occurs before it is reported");
        Agreement.order(findings, "ACCEPTED_BEFORE_REPORTED", matter.reportedAt(), matter.acceptedAt(), "acceptedAt",
                "a matter is accepted after it is reported");
        Agreement.order(findings, "CLOSED_BEFORE_REPORTED", matter.reportedAt(), matter.closedAt(), "closedAt",
                "a matter is closed after it is reported");
    }
}
