package datong.schema.constraint;

import datong.schema.Opinion;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;

/** What the items of a opinion should agree on. */
public final class OpinionConsistency implements ConstraintValidator<Consistent, Opinion> {
    @Override
    public boolean isValid(Opinion opinion, ConstraintValidatorContext context) {
        Findings findings = new Findings(context);
        Agreement.order(findings, "CAPTURED_BEFORE_PUBLISHED", opinion.publishedAt(), opinion.capturedAt(), "capturedAt",
                "an opinion is captured after it is published");
        Agreement.division(findings, "divisionCode", opinion.divisionCode());
        if (opinion.polarityScore() != null && opinion.algorithmId() == null) {
            findings.add("ALGORITHM_MISSING", "algorithmId", "a computed score names its algorithm (PIPL 24)");
        }
        return findings.none();
    }
}
