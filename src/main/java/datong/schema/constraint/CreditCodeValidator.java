package datong.schema.constraint;

import datong.schema.check.CreditCode;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;

/** Checks {@link SocialCreditCode}. */
public final class CreditCodeValidator implements ConstraintValidator<SocialCreditCode, String> {
    @Override
    public boolean isValid(String code, ConstraintValidatorContext context) {
        if (code == null) {
            return true;
        }
        Findings findings = new Findings(context);
        switch (CreditCode.parse(code)) {
            case CreditCode.Valid valid when valid.code().equals(code) -> { }
            case CreditCode.Valid valid -> findings.add("USCC_FORM", "the code is right but not in its normal form; convert it in the mapping with 'as: credit_code'");
            case CreditCode.Invalid invalid -> findings.add(invalid.fault().name(), invalid.fault().message());
        }
        return findings.none();
    }
}
