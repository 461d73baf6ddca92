package datong.validation;

import static org.assertj.core.api.Assertions.assertThat;

import datong.mapping.Flag;
import datong.mapping.Problem;
import datong.schema.DefaultTreatment;
import datong.schema.Element;
import datong.schema.ElementSchema;
import datong.schema.ExtensionItem;
import datong.schema.ItemDefinition;
import datong.schema.ItemName;
import datong.schema.ItemType;
import datong.schema.LedgerSchema;
import datong.schema.Level;
import datong.schema.PersonalData;
import datong.schema.ValueKind;
import datong.schema.yaml.CodeTableFiles;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecordValidatorTest {
    private static final Instant NOW = Instant.parse("2026-11-03T12:00:00Z");
    private static final RecordValidator VALIDATOR = new RecordValidator(CodeTableFiles.standard(), Clock.fixed(NOW, ZoneOffset.UTC));

    @Test
    void aGoodMatterIsValidWithoutFlags() {
        assertThat(flags(matter())).isEmpty();
    }

    @Test
    void aGoodPersonIsValidWithoutFlags() {
        assertThat(flags(person())).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "110199195803121020, ID_CHECK_DIGIT", "110199195802301025, ID_BIRTH_DATE", "110199195803121000, ID_PRECISION_LOST",
        "1.10199E+17, ID_PRECISION_LOST", "110199********1021, ID_MASKED", "110199580312102, ID_FORM", "G1234567, ID_LENGTH"
    })
    void aWrongResidentIdRejectsThePersonAndSaysWhy(String number, String rule) {
        String expected = number.equals("G1234567") ? "ID_CHARACTERS" : rule;
        assertThat(rules(person().with("id_number", number))).containsExactly(expected + ":id_number");
    }

    @Test
    void aPassportIsNotCheckedAsAResidentId() {
        assertThat(flags(person().with("id_type", "414").with("id_number", "E12345678"))).isEmpty();
        assertThat(flags(matter().with("reporter_id_number", "E12345678"))).isEmpty();
        assertThat(flags(matter().with("reporter_id_number", "92110199MA00DEM14F"))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"110199195803121020, ID_CHECK_DIGIT", "1.10199E+17, ID_PRECISION_LOST", "110199********1021, ID_MASKED"})
    void aWrongResidentIdRejectsTheMatterToo(String number, String rule) {
        assertThat(rules(matter().with("reporter_id_number", number))).containsExactly(rule + ":reporter_id_number");
    }

    @Test
    void anIdThatDisagreesWithSexAndBirthDateOnlyFlags() {
        assertThat(flags(person().with("sex", "1").with("birth_date", LocalDate.of(1958, 3, 13))))
                .containsExactlyInAnyOrder("SEX_DISAGREES:sex", "BIRTH_DATE_DISAGREES:birth_date");
    }

    @Test
    void aMarkAsAChildAgainstTheBirthDateOnlyFlags() {
        assertThat(flags(person().with("is_minor_u14", true))).contains("MINOR_DISAGREES:is_minor_u14");
    }

    @Test
    void aBirthBefore1900OnlyFlags() {
        assertThat(flags(person().with("id_number", "440524188001010014").with("birth_date", null).with("sex", null)))
                .containsExactly("ID_BORN_BEFORE_1900:id_number");
    }

    @Test
    void aBirthTomorrowRejectsYetBeijingsTodayDoesNot() {
        Records newborn = Records.of(Element.PERSON).with("name", "孙虚构").with("guardian_person_id", "01JC");
        assertThat(rules(newborn.with("birth_date", LocalDate.of(2026, 11, 4)))).containsExactly("IN_FUTURE:birth_date");
        RecordValidator late = new RecordValidator(CodeTableFiles.standard(), Clock.fixed(Instant.parse("2026-11-03T17:00:00Z"), ZoneOffset.UTC));
        assertThat(late.validate(newborn.mapped())).isInstanceOf(Validation.Valid.class);
    }

    @Test
    void whatIsMissingTooLongOrNoCodeRejects() {
        assertThat(rules(matter().with("matter_type", null).with("title", "长".repeat(201)).with("urgency", "H3")))
                .containsExactlyInAnyOrder("MISSING_REQUIRED:matter_type", "TOO_LONG:title", "UNMAPPED_CODE:urgency");
        assertThat(rules(person().with("care_category", List.of("DISABLED", "RICH")))).containsExactly("UNMAPPED_CODE:care_category");
    }

    @Test
    void aWrongCreditCodeRejectsAndAWrongInnerCheckFlags() {
        assertThat(rules(Records.of(Element.ORGANISATION).with("uscc", "91110199MA0ODEM06P"))).containsExactly("USCC_CHARACTERS:uscc");
        assertThat(flags(Records.of(Element.ORGANISATION).with("uscc", "91110199MA00DEM018"))).containsExactly("USCC_INNER_CHECK:uscc");
        assertThat(flags(Records.of(Element.ORGANISATION).with("uscc", "91110199MA00DEM06P"))).isEmpty();
    }

    @Test
    void timesOutOfOrderFlag() {
        assertThat(flags(matter().with("occurred_at", NOW).with("closed_at", NOW.minusSeconds(9000))))
                .containsExactlyInAnyOrder("OCCURRED_AFTER_REPORTED:occurred_at", "CLOSED_BEFORE_REPORTED:closed_at");
        assertThat(flags(Records.of(Element.OPINION).with("opinion_type", "MEDIA").with("published_at", NOW).with("captured_at", NOW.minusSeconds(1))))
                .containsExactly("CAPTURED_BEFORE_PUBLISHED:captured_at");
    }

    @ParameterizedTest
    @CsvSource({
        "116.4, 39.8, WGS84, ''", "39.8, 116.4, WGS84, COORDINATES_SWAPPED:longitude", "0, 0, WGS84, COORDINATES_ZERO:longitude",
        "-76.6, 39.3, WGS84, COORDINATES_RANGE:longitude", "502345.12, 301234.88, LOCAL, ''", "116.4, 39.8, , COORD_SYSTEM_MISSING:coord_system"
    })
    void coordinatesOutsideTheCountryFlag(BigDecimal longitude, BigDecimal latitude, String system, String flag) {
        List<String> expected = flag.isEmpty() ? List.of() : List.of(flag);
        assertThat(flags(matter().with("longitude", longitude).with("latitude", latitude).with("coord_system", system))).isEqualTo(expected);
    }

    @Test
    void aGridOutsideItsDivisionOrOfOtherLengthFlags() {
        assertThat(flags(matter().with("grid_code", "110199002001001"))).containsExactly("GRID_OUTSIDE_DIVISION:grid_code");
        assertThat(flags(matter().with("grid_code", "11019900100200"))).containsExactly("GRID_LENGTH:grid_code");
        assertThat(flags(matter().with("division_code", "110199"))).containsExactly("DIVISION_SHORT:division_code");
        assertThat(rules(matter().with("division_code", "示范街道"))).containsExactly("DIVISION_CHARACTERS:division_code");
    }

    @Test
    void aPhoneThatIsNoneFlags() {
        assertThat(flags(matter().with("reporter_phone", "12345"))).containsExactly("PHONE_FORMAT:reporter_phone");
        assertThat(flags(matter().with("reporter_phone", "154****1002"))).containsExactly("MASKED:reporter_phone");
    }

    @Test
    void scoresAndCountsOutOfRangeReject() {
        assertThat(rules(Records.of(Element.OPINION).with("opinion_type", "MEDIA").with("polarity_score", new BigDecimal("1.2"))
                .with("algorithm_id", "a").with("likes", -1)))
                .containsExactlyInAnyOrder("OUT_OF_RANGE:polarity_score", "OUT_OF_RANGE:likes");
    }

    @Test
    void whatPostgresqlCannotHoldRejectsBeforeItBreaksABatch() {
        assertThat(rules(matter().with("content", "a\0b"))).containsExactly("NOT_STORABLE:content");
        assertThat(rules(matter().with("longitude", new BigDecimal("1E+100000")).with("latitude", BigDecimal.ONE).with("coord_system", "LOCAL")))
                .containsExactly("NOT_STORABLE:longitude");
    }

    @Test
    void aRecordWithoutKeyIsRejected() {
        assertThat(rules(matter().key(null))).containsExactly("NO_KEY");
    }

    @Test
    void theMappingsProblemsRejectAndAreNotRepeatedAsMissing() {
        assertThat(rules(matter().with("reported_at", null).problem("NOT_A_TIMESTAMP", "reported_at"))).containsExactly("NOT_A_TIMESTAMP:reported_at");
    }

    @Test
    void theMappingsFlagsAreKept() {
        assertThat(flags(matter().flag("DATE_AMBIGUOUS"))).containsExactly("DATE_AMBIGUOUS");
    }

    @Test
    void noMessageHoldsAValue() {
        Validation.Rejected rejected = (Validation.Rejected) VALIDATOR.validate(person().with("id_number", "110199195803121020").mapped());
        assertThat(rejected.problems()).allSatisfy(problem -> assertThat(problem.message()).isNotBlank().doesNotContain("110199").doesNotContain("{"));
    }

    @Test
    void aDistrictsOwnItemsKeepTheirConstraints() {
        ElementSchema schema = LedgerSchema.standard().constrained(Element.MATTER, List.of(
                own("noise_level", ItemType.INTEGER, 0, Optional.empty(), Optional.of(new BigDecimal("120"))),
                own("team_code", ItemType.STRING, 4, Optional.of(Pattern.compile("T\\d{3}")), Optional.empty()))).element(Element.MATTER);
        Records good = Records.of(schema).with("matter_type", "REQUEST").with("reported_at", NOW);
        assertThat(flags(good.with("noise_level", 80).with("team_code", "T001"))).isEmpty();
        assertThat(rules(good.with("noise_level", 121).with("team_code", "X001"))).containsExactlyInAnyOrder("OUT_OF_RANGE:noise_level", "PATTERN:team_code");
        assertThat(rules(good.with("noise_level", null).with("team_code", "T0001"))).containsExactlyInAnyOrder("MISSING_REQUIRED:noise_level", "TOO_LONG:team_code");
    }

    private static ExtensionItem own(String name, ItemType type, int maxLength, Optional<Pattern> pattern, Optional<BigDecimal> maximum) {
        int ordinal = LedgerSchema.standard().element(Element.MATTER).items().size() + (name.equals("team_code") ? 1 : 0);
        ItemDefinition definition = new ItemDefinition(new ItemName(name), "本地", "Local", type, ValueKind.PLAIN, Level.L1, PersonalData.NONE,
                DefaultTreatment.KEEP, Optional.empty(), false, 0, false, maxLength, ordinal, true);
        return new ExtensionItem(definition, name.equals("noise_level"), pattern, Optional.empty(), maximum);
    }

    static Records matter() {
        return Records.of(Element.MATTER)
                .with("matter_type", "REQUEST").with("source_no", "示热-261103-000147").with("channel", "HOTLINE_12345").with("request_kind", "COMPLAINT")
                .with("title", "晨光里北门占道经营").with("content", "市民反映晨光里北门每日早晨有流动摊贩占道经营，影响通行，希望清理。")
                .with("category_path", "城市管理>市容环境>占道经营").with("seven_five_code", "N2").with("urgency", "D7")
                .with("reported_at", NOW.minusSeconds(7200)).with("division_code", "110199001001").with("grid_code", "110199001001001")
                .with("reporter_name", "赵示例").with("reporter_sex", "2").with("reporter_phone", "15400001001")
                .with("lead_org_name", "示范街道办事处").with("status", "CLOSED").with("due_at", NOW.plusSeconds(9000)).with("closed_at", NOW);
    }

    private static Records person() {
        return Records.of(Element.PERSON).with("id_type", "111").with("id_number", "110199195803121021").with("name", "赵示例")
                .with("sex", "2").with("birth_date", LocalDate.of(1958, 3, 12)).with("mobile", "15400001001").with("ethnicity", "01");
    }

    private static List<String> flags(Records records) {
        Validation validation = VALIDATOR.validate(records.mapped());
        assertThat(validation).isInstanceOf(Validation.Valid.class);
        return ((Validation.Valid) validation).record().flags().stream().map(Flag::toString).toList();
    }

    private static List<String> rules(Records records) {
        Validation validation = VALIDATOR.validate(records.mapped());
        assertThat(validation).isInstanceOf(Validation.Rejected.class);
        return ((Validation.Rejected) validation).problems().stream().map(RecordValidatorTest::named).toList();
    }

    private static String named(Problem problem) {
        return problem.item().map(item -> problem.rule() + ":" + item).orElse(problem.rule());
    }
}
