package datong.schema.constraint;

import datong.schema.Person;
import datong.schema.check.ResidentId;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import java.time.LocalDate;

/** What the items of a person should agree on. */
public final class PersonConsistency implements ConstraintValidator<Consistent, Person> {
    @Override
    public boolean isValid(Person person, ConstraintValidatorContext context) {
        Findings findings = new Findings(context);
        document(findings, person);
        LocalDate today = LocalDate.now(context.getClockProvider().getClock());
        birth(findings, person, today);
        Agreement.division(findings, "householdRegDivision", person.householdRegDivision());
        Agreement.division(findings, "residenceDivisionCode", person.residenceDivisionCode());
        Agreement.grid(findings, person.gridCode(), person.residenceDivisionCode());
        if (person.name() != null && lossy(person.name())) {
            findings.add("NAME_LOSSY", "name", "the name lost a character on its way; ask the source for GB 18030 or UTF-8");
        }
        return findings.none();
    }

    private static void document(Findings findings, Person person) {
        String type = person.idType();
        if (type != null && !type.equals("111")) {
            return;
        }
        ResidentId.Valid id = Agreement.residentId(findings, "idNumber", person.idNumber());
        if (id == null) {
            return;
        }
        if (person.birthDate() != null && !person.birthDate().equals(id.birthDate())) {
            findings.add("BIRTH_DATE_DISAGREES", "birthDate", "the birth date differs from the one in the ID number");
        }
        boolean told = "1".equals(person.sex()) || "2".equals(person.sex());
        if (told && !id.sex().code().equals(person.sex())) {
            findings.add("SEX_DISAGREES", "sex", "the sex differs from the one in the ID number; ask the source");
        }
    }

    private static void birth(Findings findings, Person person, LocalDate today) {
        LocalDate born = person.birthDate();
        if (born != null && born.getYear() < 1900) {
            findings.add("BORN_BEFORE_1900", "birthDate", "a birth date lies in or after 1900");
        }
        if (Boolean.TRUE.equals(person.isMinorU14()) && born != null && !born.plusYears(14).isAfter(today)) {
            findings.add("MINOR_DISAGREES", "isMinorU14", "marked as under fourteen, and born before that; the birth date counts");
        }
        boolean child = Boolean.TRUE.equals(person.isMinorU14()) || born != null && born.plusYears(14).isAfter(today);
        if (child && person.guardianPersonId() == null) {
            findings.add("GUARDIAN_MISSING", "guardianPersonId", "a child under fourteen has a guardian");
        }
    }

    private static boolean lossy(String name) {
        return name.indexOf(63) >= 0 || name.indexOf(0xFF1F) >= 0 || name.indexOf(0xFFFD) >= 0;
    }
}
