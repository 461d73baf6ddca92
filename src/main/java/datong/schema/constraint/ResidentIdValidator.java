package datong.schema.constraint;

import datong.schema.check.CreditCode;
import datong.schema.check.ResidentId;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;

/** Checks {@link ResidentIdNumber}. */
public final class ResidentIdValidator implements ConstraintValidator<ResidentIdNumber, String> {
    @Override
    public boolean isValid(String number, ConstraintValidatorContext context) {
        if (number == null || !residentShape(number)) {
            return true;
        }
        Findings findings = new Findings(context);
        String fault = fault(number);
        if (fault != null) {
            findings.add(fault.substring(0, fault.indexOf(':')), fault.substring(fault.indexOf(':') + 2));
        }
        return findings.none();
    }

    /** Rule and message, or null where the number is a resident ID in its normal form. */
    static String fault(String number) {
        return switch (ResidentId.parse(number)) {
            case ResidentId.Valid valid when valid.number().equals(number) -> null;
            case ResidentId.Valid valid -> "ID_FORM: the number is right but not in its normal form; convert it in the mapping with 'as: resident_id'";
            case ResidentId.Masked masked -> "ID_MASKED: a masked number is no ID number; map it to id_masked where there is one";
            case ResidentId.Invalid invalid -> invalid.fault().name() + ": " + invalid.fault().message();
        };
    }

    /** What can only be meant as a resident ID: 15 or 18 digits, stars, or the remains of a number in a spreadsheet. A credit code is none. */
    private static boolean residentShape(String number) {
        int digits = 0;
        for (int index = 0; index < number.length(); index++) {
            char character = number.charAt(index);
            if (character >= '0' && character <= '9') {
                digits++;
            } else if (character == '*' || character == '.' || character == '＊') {
                return true;
            }
        }
        return (digits == 15 || digits >= 17) && !(CreditCode.parse(number) instanceof CreditCode.Valid && digits < 17);
    }
}
