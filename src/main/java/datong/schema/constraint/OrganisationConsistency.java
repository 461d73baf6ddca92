package datong.schema.constraint;

import datong.schema.Organisation;
import datong.schema.check.CreditCode;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;

/** What the items of a organisation should agree on. */
public final class OrganisationConsistency implements ConstraintValidator<Consistent, Organisation> {
    @Override
    public boolean isValid(Organisation organisation, ConstraintValidatorContext context) {
        Findings findings = new Findings(context);
        String uscc = organisation.uscc();
        if (uscc != null && CreditCode.parse(uscc) instanceof CreditCode.Valid valid && !valid.innerCheck()) {
            findings.add(CreditCode.INNER_CHECK, "uscc", "the organisation code inside does not keep the check of GB 11714; ask the source");
        }
        Agreement.division(findings, "divisionCode", organisation.divisionCode());
        Agreement.grid(findings, organisation.gridCode(), organisation.divisionCode());
        Agreement.residentId(findings, "legalRepIdNumber", organisation.legalRepIdNumber());
        return findings.none();
    }
}
