package datong.schema.constraint;

import datong.schema.Person;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;

/** Checks {@link DocumentFitsType}. */
public final class DocumentValidator implements ConstraintValidator<DocumentFitsType, Person> {
    @Override
    public boolean isValid(Person person, ConstraintValidatorContext context) {
        String number = person.idNumber();
        String type = person.idType();
        if (number == null || type != null && !type.equals("111")) {
            return true;
        }
        String fault = ResidentIdValidator.fault(number);
        if (fault == null) {
            return true;
        }
        new Findings(context).add(fault.substring(0, fault.indexOf(':')), "idNumber", fault.substring(fault.indexOf(':') + 2));
        return false;
    }
}
