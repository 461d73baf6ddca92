package datong.validation;

import static org.assertj.core.api.Assertions.assertThat;

import datong.schema.Element;
import datong.schema.ElementSchema;
import datong.schema.ItemDefinition;
import datong.schema.ItemName;
import datong.schema.Json;
import datong.schema.LedgerSchema;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ValidatorFactory;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.hibernate.validator.constraints.Range;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ChecklistTest {
    private static final Instant NOW = Instant.parse("2026-11-03T12:00:00Z");
    private static final ValidatorFactory FACTORY = RecordValidator.factory(Clock.fixed(NOW, ZoneOffset.UTC));
    private static final int RECORDS = 4_000;
    private static final String[] TEXTS = {"", "甲", "REQUEST", "EVENT", "110199", "110199001001", "110199001001001", "999999999999", "11019900100x", "01000000101",
        "010-00000101", "010-00000101-12", "15400001001", "154 0000 1001", "154****1001", "12345", "110199195803121020", "110199195803121021", "11010519491231002X",
        "1.10199E+17", "110199********1021", "440524188001010014", "G1234567", "91110199MA00DEM06P", "91110199MA0ODEM06P", "91110199MA00DEM018",
        "京A12345", "京AD12345", "京a12345", "WGS84", "LOCAL", "111", "414", "1", "2", "NAV", "01JC0000000000000000000000", "长".repeat(30), "长".repeat(201), "长".repeat(8001)};
    private static final BigDecimal[] NUMBERS = {BigDecimal.ZERO, BigDecimal.ONE.negate(), new BigDecimal("0.5"), new BigDecimal("1.01"), new BigDecimal("116.4"),
        new BigDecimal("39.8"), new BigDecimal("-76.6"), new BigDecimal("502345.12"), new BigDecimal("100000000")};

    @ParameterizedTest
    @EnumSource(Element.class)
    void everyConstraintOfTheElementIsOnTheList(Element element) {
        assertThat(checklist(element).complete()).isTrue();
    }

    @ParameterizedTest
    @EnumSource(Element.class)
    void agreesWithHibernateValidatorOnThousandsOfRecordsGoodAndBad(Element element) {
        ElementSchema schema = LedgerSchema.standard().element(element);
        Checklist checklist = checklist(element);
        Random random = new Random(20261103 + element.ordinal());
        int good = 0;
        for (int index = 0; index < RECORDS; index++) {
            Object[] values = values(schema, random, index);
            Record record = schema.instantiate(values);
            Set<ConstraintViolation<Record>> violations = FACTORY.getValidator().validate(record);
            assertThat(checklist.passes(values, record)).as("%s%n%s", violations, record).isEqualTo(violations.isEmpty());
            good += violations.isEmpty() ? 1 : 0;
        }
        assertThat(good).as("records that keep every constraint").isBetween(RECORDS / 20, RECORDS * 19 / 20);
    }

    @Test
    void whatIsNotUnderstoodIsLeftToHibernateValidator() {
        ConstraintValidators validators = new ConstraintValidators(FACTORY.getConstraintValidatorFactory(), FACTORY.getClockProvider());
        var constraints = FACTORY.getValidator().getConstraintsForClass(Odd.class);
        assertThat(constraints.getConstraintsForProperty("grouped").getConstraintDescriptors()).allSatisfy(
                constraint -> assertThat(validators.of(constraint, String.class)).isEmpty());
        assertThat(constraints.getConstraintsForProperty("composed").getConstraintDescriptors()).allSatisfy(
                constraint -> assertThat(validators.of(constraint, String.class)).isEmpty());
        assertThat(constraints.getConstraintsForProperty("misplaced").getConstraintDescriptors()).allSatisfy(
                constraint -> assertThat(validators.of(constraint, Object.class)).isEmpty());
    }

    private interface Later {}

    private record Odd(@Size(max = 3, groups = Later.class) String grouped, @Range(max = 3) String composed,
            @AssertTrue Object misplaced) {}

    private static Checklist checklist(Element element) {
        return new Checklist(LedgerSchema.standard().element(element), FACTORY);
    }

    /** Mostly what is required and a few more; every fifth record lacks or spoils more. */
    private static Object[] values(ElementSchema schema, Random random, int index) {
        Object[] values = new Object[schema.items().size()];
        int share = index % 5 == 0 ? 2 : 12;
        for (ItemDefinition item : schema.items()) {
            boolean required = required(schema, item) && random.nextInt(20) > 0;
            if (required || random.nextInt(share) == 0) {
                values[item.ordinal()] = value(item, random);
            }
        }
        return values;
    }

    private static boolean required(ElementSchema schema, ItemDefinition item) {
        var property = FACTORY.getValidator().getConstraintsForClass(schema.element().type()).getConstrainedProperties().stream()
                .filter(constrained -> ItemName.ofProperty(constrained.getPropertyName()).equals(item.name())).findFirst();
        return property.isPresent() && property.get().getConstraintDescriptors().stream()
                .anyMatch(constraint -> constraint.getAnnotation() instanceof NotNull);
    }

    private static Object value(ItemDefinition item, Random random) {
        return switch (item.type()) {
            case STRING -> TEXTS[random.nextInt(random.nextInt(3) == 0 ? TEXTS.length : 3)];
            case INTEGER -> random.nextInt(8) - 1;
            case DECIMAL -> NUMBERS[random.nextInt(NUMBERS.length)];
            case DATE -> LocalDate.of(2026, 11, 3).plusDays(random.nextInt(20_000) - 19_000);
            case TIMESTAMP -> NOW.plusSeconds(random.nextInt(1_000_000) - 800_000);
            case BOOLEAN -> random.nextBoolean();
            case STRINGS -> List.of(TEXTS[random.nextInt(TEXTS.length)]);
            case JSON -> new Json("{}");
        };
    }
}
