package datong.schema.check;

import static org.assertj.core.api.Assertions.assertThat;

import datong.schema.check.ResidentId.Fault;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The vectors of DOMAIN §3.11. */
class NumberChecksTest {
    @ParameterizedTest
    @CsvSource({
        "11010519491231002X, 11010519491231002X, 1949-12-31, FEMALE",
        "440524188001010014, 440524188001010014, 1880-01-01, MALE",
        "110199580312102, 110199195803121021, 1958-03-12, FEMALE",
        "110199 580312 102, 110199195803121021, 1958-03-12, FEMALE",
        "110199195803121021, 110199195803121021, 1958-03-12, FEMALE",
        "11019919880214206x, 11019919880214206X, 1988-02-14, FEMALE",
        "１１０１９９１９５８０３１２１０２１, 110199195803121021, 1958-03-12, FEMALE",
        "110199194509091170, 110199194509091170, 1945-09-09, MALE",
        "110199201405030317, 110199201405030317, 2014-05-03, MALE"
    })
    void residentIdsComeOutInTheirNormalForm(String text, String number, LocalDate birthDate, Sex sex) {
        assertThat(ResidentId.parse(text)).isEqualTo(new ResidentId.Valid(number, birthDate, sex));
    }

    @ParameterizedTest
    @CsvSource({
        "110199195803121020, ID_CHECK_DIGIT",
        "110199195802301025, ID_BIRTH_DATE",
        "110199580230102, ID_BIRTH_DATE",
        "1.10199E+17, ID_PRECISION_LOST",
        "1.10199195803121E+17, ID_PRECISION_LOST",
        "110199195803121000, ID_PRECISION_LOST",
        "110199195803121000.0, ID_PRECISION_LOST",
        "11019919580312102, ID_LENGTH",
        "1101991958031210211, ID_LENGTH",
        "'', ID_LENGTH",
        "1101991958X3121021, ID_CHARACTERS",
        "E12345678, ID_CHARACTERS",
        "110199260000012345, ID_BIRTH_DATE"
    })
    void whatIsNoResidentIdSaysWhy(String text, Fault fault) {
        assertThat(ResidentId.parse(text)).isEqualTo(new ResidentId.Invalid(fault));
    }

    @Test
    void aMaskedIdIsRecognisedAsMasked() {
        assertThat(ResidentId.parse("110199********1021")).isInstanceOf(ResidentId.Masked.class);
    }

    @Test
    void anIdOfABirthBefore1900HoldsButSaysSo() {
        assertThat(((ResidentId.Valid) ResidentId.parse("440524188001010014")).bornBefore1900()).isTrue();
        assertThat(((ResidentId.Valid) ResidentId.parse("110199195803121021")).bornBefore1900()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "91350100M000100Y43, true", "91110199MA00DEM06P, true", "92110199MA00DEM14F, true", "11110199MB00DEM264, true",
        "12110199MB00DEM34U, true", "52110199MJ00DEM41X, true", "54110199ME00DEM51G, true", "91110199MA00DEM018, false"
    })
    void creditCodesKeepTheOuterCheckAndReportTheInnerOne(String code, boolean innerCheck) {
        assertThat(CreditCode.parse(code)).isEqualTo(new CreditCode.Valid(code, innerCheck));
    }

    @ParameterizedTest
    @CsvSource({"91110199MA0ODEM06P, USCC_CHARACTERS", "91110199MA00DEM06Q, USCC_CHECK", "91110199MA00DEM06, USCC_LENGTH"})
    void whatIsNoCreditCodeSaysWhy(String text, CreditCode.Fault fault) {
        assertThat(CreditCode.parse(text)).isEqualTo(new CreditCode.Invalid(fault));
    }

    @Test
    void creditCodesAreNormalised() {
        assertThat(CreditCode.parse(" 91110199ma00dem06ｐ")).isEqualTo(new CreditCode.Valid("91110199MA00DEM06P", true));
    }

    @ParameterizedTest
    @ValueSource(strings = {"15400001001", "+86 15400001001", "86-15400001001", "154 0000 1001", "154-0000-1001", "１５４００００１００１", "0086 15400001001"})
    void mobilesAreNormalised(String text) {
        assertThat(Mobile.parse(text)).isEqualTo(new Checked.Valid("15400001001"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"12345", "110", "12400001001", "1540000100", "154000010011", "", "010-00000101"})
    void whatIsNoMobileIsRefused(String text) {
        assertThat(Mobile.parse(text)).isInstanceOf(Checked.Invalid.class);
    }

    @Test
    void maskedPhonesAreRecognised() {
        assertThat(Mobile.parse("154****1002")).isInstanceOf(Checked.Masked.class);
        assertThat(Phone.parse("154****1002")).isInstanceOf(Checked.Masked.class);
    }

    @ParameterizedTest
    @CsvSource({"010-00000101, 010-00000101", "01000000101, 010-00000101", "(010)00000101, 010-00000101", "0312-0000101-12, 0312-0000101-12",
        "０１０－００００００１０１, ''"})
    void landlinesAreNormalised(String text, String expected) {
        Checked checked = Landline.parse(text);
        if (expected.isEmpty()) {
            assertThat(checked).isInstanceOf(Checked.Invalid.class);
            return;
        }
        assertThat(checked).isEqualTo(new Checked.Valid(expected));
    }

    @ParameterizedTest
    @ValueSource(strings = {"12345", "110", "96310", "15400001001", "010-123", "0000-00000101"})
    void whatIsNoLandlineIsRefused(String text) {
        assertThat(Landline.parse(text)).isInstanceOf(Checked.Invalid.class);
    }

    @ParameterizedTest
    @CsvSource({"110199, 110199000000", "110199001, 110199001000", "110106016000, 110106016000", "11, 110000000000", "１１０１９９, 110199000000"})
    void divisionsArePaddedToTwelve(String text, String expected) {
        assertThat(DivisionCode.parse(text)).isEqualTo(new Checked.Valid(expected));
    }

    @ParameterizedTest
    @CsvSource({"11019, DIVISION_LENGTH", "1101990010010, DIVISION_LENGTH", "'', DIVISION_LENGTH", "示范街道, DIVISION_CHARACTERS"})
    void whatIsNoDivisionSaysWhy(String text, String rule) {
        assertThat(DivisionCode.parse(text)).isInstanceOfSatisfying(Checked.Invalid.class, invalid -> assertThat(invalid.rule()).isEqualTo(rule));
    }

    @Test
    void divisionPartsOutsideTheirRangesAreImplausible() {
        assertThat(DivisionCode.plausible("110106016000")).isTrue();
        assertThat(DivisionCode.plausible("110199001001")).isTrue();
        assertThat(DivisionCode.plausible("110199700000")).isFalse();
        assertThat(DivisionCode.plausible("110199000001")).isFalse();
    }

    @Test
    void gridsLieInTheirDivision() {
        assertThat(GridCode.parse("110199001001001")).isEqualTo(new Checked.Valid("110199001001001"));
        assertThat(GridCode.parse("11019900100200")).isInstanceOfSatisfying(Checked.Invalid.class, invalid -> assertThat(invalid.rule()).isEqualTo("GRID_LENGTH"));
        assertThat(GridCode.within("110199001001001", "110199001000")).isTrue();
        assertThat(GridCode.within("110199001001001", "110199002000")).isFalse();
        assertThat(GridCode.within("110199001001001", "110199000000")).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"京A12345, 京A12345", "京a·12345, 京A12345", "京 ＡＤ12345, 京AD12345", "京A1234警, 京A1234警"})
    void platesAreNormalised(String text, String expected) {
        assertThat(Plate.parse(text)).isEqualTo(new Checked.Valid(expected));
    }

    @ParameterizedTest
    @ValueSource(strings = {"京A1234", "某A12345", "京112345", "京A12_45", ""})
    void whatIsNoPlateIsRefused(String text) {
        assertThat(Plate.parse(text)).isInstanceOf(Checked.Invalid.class);
    }

    @Test
    void bankCardsKeepLuhnAndAKnownBeginning() {
        assertThat(BankCard.holds("6222020000000000004", 0, 19)).isEqualTo(BankCard.luhn("6222020000000000004", 0, 19));
        assertThat(BankCard.holds("4111111111111111", 0, 16)).isTrue();
        assertThat(BankCard.holds("4111111111111112", 0, 16)).isFalse();
        assertThat(BankCard.holds("110199260000012345", 0, 18)).isFalse();
    }
}
