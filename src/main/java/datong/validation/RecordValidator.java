package datong.validation;

import datong.mapping.Flag;
import datong.mapping.MappedRecord;
import datong.mapping.Problem;
import datong.schema.CodeTables;
import datong.schema.Element;
import datong.schema.ElementSchema;
import datong.schema.LedgerSchema;
import datong.schema.constraint.Flagged;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.Validator;
import jakarta.validation.ValidatorFactory;
import java.time.Clock;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.hibernate.validator.HibernateValidator;

/** Proves mapped records against the constraints of their element and of a district's own items. Thread-safe. */
public final class RecordValidator {
    private static final ZoneId LOCAL = ZoneId.of("Asia/Shanghai");
    private final Validator validator;
    private final Map<Element, Checklist> checklists = new EnumMap<>(Element.class);
    private final ItemChecks itemChecks;
    private final Findings findings = new Findings();

    public RecordValidator(CodeTables codeTables, Clock clock) {
        ValidatorFactory factory = factory(clock);
        this.validator = factory.getValidator();
        this.itemChecks = new ItemChecks(codeTables);
        for (Element element : Element.values()) {
            checklists.put(element, new Checklist(LedgerSchema.standard().element(element), factory));
        }
    }

    /** Needs no expression language, interpolates no messages, and takes "today" from the clock, as it is in Beijing. */
    static ValidatorFactory factory(Clock clock) {
        return jakarta.validation.Validation.byProvider(HibernateValidator.class).configure()
                .messageInterpolator(new PlainMessages())
                .clockProvider(() -> clock.withZone(LOCAL))
                .buildValidatorFactory();
    }

    /** A record with problems of its mapping is rejected with them and with what else is wrong with it. */
    public Validation validate(MappedRecord mapped) {
        ElementSchema schema = mapped.output().schema();
        Set<ConstraintViolation<Record>> violations = violations(schema, mapped.values());
        List<Problem> found = itemChecks.problems(schema, mapped.values());
        if (violations.isEmpty() && found.isEmpty() && mapped.problems().isEmpty() && mapped.sourceKey().isPresent()) {
            return new Validation.Valid(new ValidatedRecord(mapped, mapped.flags()));
        }
        Set<Flag> flags = new LinkedHashSet<>(mapped.flags());
        List<Problem> problems = new ArrayList<>(mapped.problems());
        for (ConstraintViolation<Record> violation : violations) {
            if (violation.getConstraintDescriptor().getPayload().contains(Flagged.class)) {
                flags.add(findings.flag(violation));
            } else {
                add(problems, findings.problem(violation));
            }
        }
        found.forEach(problem -> add(problems, problem));
        if (mapped.sourceKey().isEmpty()) {
            add(problems, new Problem("NO_KEY", Optional.empty(), Optional.empty(),
                    "the record has no key at its source; the column that the mapping names as its key must be filled"));
        }
        return problems.isEmpty()
                ? new Validation.Valid(new ValidatedRecord(mapped, List.copyOf(flags)))
                : new Validation.Rejected(mapped, List.copyOf(problems));
    }

    /** Most records keep every constraint, and the checklist proves that quickest; the others are Hibernate Validator's to judge. */
    private Set<ConstraintViolation<Record>> violations(ElementSchema schema, Object[] values) {
        Record record = schema.instantiate(values);
        return checklists.get(schema.element()).passes(values, record) ? Set.of() : validator.validate(record);
    }

    /** An item that could not be converted is empty: that it is missing would be the same reason twice. */
    private static void add(List<Problem> problems, Problem problem) {
        boolean known = problems.stream().anyMatch(earlier -> earlier.item().equals(problem.item())
                && (earlier.rule().equals(problem.rule()) || problem.rule().equals(Findings.MISSING) && problem.item().isPresent()));
        if (!known) {
            problems.add(problem);
        }
    }
}
