package datong.schema.constraint;

import datong.schema.Thing;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;

/** What the items of a thing should agree on. */
public final class ThingConsistency implements ConstraintValidator<Consistent, Thing> {
    /** Images of public cameras are kept 30 days at least (video regulation). */
    private static final int LEAST_DAYS = 30;

    @Override
    public boolean isValid(Thing thing, ConstraintValidatorContext context) {
        Findings findings = new Findings(context);
        Agreement.division(findings, "divisionCode", thing.divisionCode());
        Agreement.grid(findings, thing.gridCode(), thing.divisionCode());
        Agreement.coordinates(findings, thing.longitude(), thing.latitude(), thing.coordSystem());
        if (thing.componentCode() != null && thing.codeScheme() == null) {
            findings.add("CODE_SCHEME_MISSING", "codeScheme", "a component code needs its scheme: two editions are in use");
        }
        if (thing.initialDate() != null && thing.changeDate() != null && thing.changeDate().isBefore(thing.initialDate())) {
            findings.add("CHANGED_BEFORE_INITIAL", "changeDate", "a component changes after its initial date");
        }
        if ("CAMERA".equals(thing.thingType()) && thing.imageRetentionDays() != null && thing.imageRetentionDays() < LEAST_DAYS) {
            findings.add("IMAGE_RETENTION_SHORT", "imageRetentionDays", "images of public cameras are kept at least 30 days");
        }
        return findings.none();
    }
}
