package datong.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every date form of DOMAIN §3.11, on an optional timestamp. */
class MomentsTest {
    private static final CompiledMapping PLAIN = Given.item("due_at: 时间");

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "2026-11-03 08:12:45|2026-11-03 08:12:45", "2026-11-03 08:12|2026-11-03 08:12:00", "2026/11/03 08:12:45|2026-11-03 08:12:45",
        "2026-11-03|2026-11-03 00:00:00", "2026/11/3 9:05|2026-11-03 09:05:00", "2026/11/3  9:05:07|2026-11-03 09:05:07",
        "2026.11.3|2026-11-03 00:00:00", "20261103|2026-11-03 00:00:00", "20261103083012|2026-11-03 08:30:12", "202611030830|2026-11-03 08:30:00",
        "2026年11月3日|2026-11-03 00:00:00", "2026年11月3日 9时40分|2026-11-03 09:40:00", "2026年11月3日9时40分05秒|2026-11-03 09:40:05",
        "2026年11月3日 下午3点半|2026-11-03 15:30:00", "2026年11月3日上午9点|2026-11-03 09:00:00", "２０２６年１１月３日|2026-11-03 00:00:00",
        "46329|2026-11-03 00:00:00", "46329.375|2026-11-03 09:00:00", "2026-11-03 24:00|2026-11-04 00:00:00", "2026-11-03 24:00:00|2026-11-04 00:00:00",
        "2026-11-03T08:30:11|2026-11-03 08:30:11", "2026-11-03T08:30:11+08:00|2026-11-03 08:30:11", "2026-11-03T00:30:11Z|2026-11-03 08:30:11",
        "2026-11-03T00:30:11.123Z|2026-11-03 08:30:11", "2026-11-03T08:30:11+0800|2026-11-03 08:30:11", "1793664000000|2026-11-03 08:00:00",
        "2026-11-03 8:05 PM|2026-11-03 20:05:00", "2026-11-03 12:05 am|2026-11-03 00:05:00", "2024-02-29|2024-02-29 00:00:00",
        "1958-03-12|1958-03-12 00:00:00", "1988-07-01 12:00:00|1988-07-01 12:00:00", "'  2026-11-03 08:12:45　'|2026-11-03 08:12:45"})
    void aFormIsRead(String text, String expected) {
        MappedRecord record = map(PLAIN, text);

        assertThat(ValueText.of(Given.value(record, "due_at"))).isEqualTo(expected);
        assertThat(record.flags()).isEmpty();
        assertThat(record.problems()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"2024年3月|2024-03-01 00:00:00", "2024-03|2024-03-01 00:00:00", "2026-11-03 9点多|2026-11-03 09:00:00",
        "2026-11-03 下午|2026-11-03 15:00:00", "2026-11-03 9时左右|2026-11-03 09:00:00"})
    void anApproximateFormIsReadAndFlagged(String text, String expected) {
        MappedRecord record = map(PLAIN, text);

        assertThat(ValueText.of(Given.value(record, "due_at"))).isEqualTo(expected);
        assertThat(Given.flags(record)).containsExactly("APPROX:due_at");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0000-00-00", "0000-00-00 00:00:00", "9999-12-31", "9999-12-31 23:59:59", "3000-01-01", "99991231", "长期"})
    void noEndIsNothing(String text) {
        MappedRecord record = map(PLAIN, text);

        assertThat(Given.value(record, "due_at")).isNull();
        assertThat(record.flags()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"11/03/26|AMBIGUOUS_DATE", "11/03/2026|AMBIGUOUS_DATE", "26-11-03|AMBIGUOUS_DATE", "261103|AMBIGUOUS_DATE",
        "24年3月|AMBIGUOUS_DATE", "11.3|AMBIGUOUS_DATE", "11月1日|AMBIGUOUS_DATE", "3小时前|AMBIGUOUS_DATE", "2026/2/30|IMPOSSIBLE_DATE",
        "2026-13-01|IMPOSSIBLE_DATE", "2025-02-29 10:00:00|IMPOSSIBLE_DATE", "2026-11-03 25:00|IMPOSSIBLE_DATE", "2026-11-03 24:01|IMPOSSIBLE_DATE",
        "20261399|IMPOSSIBLE_DATE", "昨天|NOT_A_TIMESTAMP", "abc|NOT_A_TIMESTAMP", "2026-11-03 x|NOT_A_TIMESTAMP", "24.3-25.3|NOT_A_TIMESTAMP",
        "12345|NOT_A_TIMESTAMP", "2026|NOT_A_TIMESTAMP", "99999999999999999999|NOT_A_TIMESTAMP", "2026-11-03 08:12:45 and more|NOT_A_TIMESTAMP"})
    void aFormThatCannotBeTrustedIsAFlagAndNoValue(String text, String flag) {
        MappedRecord record = map(PLAIN, text);

        assertThat(Given.value(record, "due_at")).isNull();
        assertThat(Given.flags(record)).containsExactly(flag + ":due_at");
        assertThat(record.problems()).isEmpty();
    }

    @Test
    void aMandatoryItemRejectsInstead() {
        MappedRecord record = map(Given.mapping(Given.HEAD.replace("{ const: 2026-11-03T00:00:00Z }", "时间")), "2026/2/30");

        assertThat(Given.rules(record)).containsExactly("IMPOSSIBLE_DATE");
        assertThat(record.problems().getFirst().column()).contains("时间");
        assertThat(record.problems().getFirst().message()).doesNotContain("2026");
    }

    @Test
    void onErrorDecidesOtherwise() {
        assertThat(Given.rules(map(Given.item("due_at: { from: 时间, on_error: reject }"), "11/03/26"))).containsExactly("AMBIGUOUS_DATE");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"11/03/2026 09:05:00 PM|2026-11-03 21:05:00", "11/03/2026 12:00:00 am|2026-11-03 00:00:00"})
    void anExplicitPatternIsNoGuess(String text, String expected) {
        assertThat(ValueText.of(Given.value(map(Given.item("due_at: { from: 时间, pattern: 'MM/dd/yyyy hh:mm:ss a' }"), text), "due_at"))).isEqualTo(expected);
    }

    @Test
    void anExplicitPatternReadsTwoDigitYearsAndRefusesImpossibleDays() {
        CompiledMapping mapping = Given.item("due_at: { from: 时间, pattern: [MM/dd/yy, yyyy-MM-dd] }");

        assertThat(ValueText.of(Given.value(map(mapping, "11/03/26"), "due_at"))).isEqualTo("2026-11-03 00:00:00");
        assertThat(Given.flags(map(mapping, "02/30/26"))).containsExactly("NOT_A_TIMESTAMP:due_at");
    }

    @Test
    void anotherZoneIsTheSources() {
        assertThat(ValueText.of(Given.value(map(Given.item("due_at: { from: 时间, zone: America/New_York }"), "2026-11-03 08:00:00"), "due_at")))
                .isEqualTo("2026-11-03 21:00:00");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"11.3|2026-11-03 00:00:00", "11月1日|2026-11-01 00:00:00", "12/25|2025-12-25 00:00:00", "1-5|2026-01-05 00:00:00"})
    void aDateWithoutYearIsTheLatestBeforeItWasReceived(String text, String expected) {
        assertThat(ValueText.of(Given.value(map(Given.item("due_at: { from: 时间, year_from: received }"), text), "due_at"))).isEqualTo(expected);
    }

    @Test
    void theYearCanStandInAnotherColumn() {
        CompiledMapping mapping = Given.item("due_at: { from: 时间, year_from: 年度 }");

        assertThat(ValueText.of(Given.value(map(mapping, "11.3", "年度", "二期(2024年度)"), "due_at"))).isEqualTo("2024-11-03 00:00:00");
        assertThat(Given.flags(map(mapping, "11.3", "年度", ""))).containsExactly("AMBIGUOUS_DATE:due_at");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"9点多|2026-11-03 09:00:00", "下午|2026-11-03 15:00:00", "晚上8点左右|2026-11-03 20:00:00"})
    void dateAndTimeCanStandApart(String time, String expected) {
        MappedRecord record = map(Given.item("due_at: { from: 时间, time: 时刻, year_from: received }"), "11.3", "时刻", time);

        assertThat(ValueText.of(Given.value(record, "due_at"))).isEqualTo(expected);
        assertThat(Given.flags(record)).containsExactly("APPROX:due_at");
    }

    @Test
    void anExactTimeApartIsNoGuess() {
        MappedRecord record = map(Given.item("due_at: { from: 时间, time: 时刻 }"), "2026-11-03", "时刻", "14:05");

        assertThat(ValueText.of(Given.value(record, "due_at"))).isEqualTo("2026-11-03 14:05:00");
        assertThat(record.flags()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"3小时前|2026-11-03 09:10:00", "20分钟前|2026-11-03 11:50:00", "2天前|2026-11-01 12:10:00", "刚刚|2026-11-03 12:10:00",
        "1个月前|2026-10-03 12:10:00"})
    void aRelativeTimeCountsFromItsColumn(String text, String expected) {
        MappedRecord record = map(Given.item("due_at: { from: 时间, relative_to: 采集时间 }"), text, "采集时间", "2026-11-03 12:10:00");

        assertThat(ValueText.of(Given.value(record, "due_at"))).isEqualTo(expected);
        assertThat(Given.flags(record)).containsExactly("APPROX:due_at");
    }

    @Test
    void aDateTakesTheSameForms() {
        CompiledMapping mapping = Given.mapping(Given.HEAD.replace("element: matter", "element: person")
                .replaceAll("(?m)^  .*\n", "") + "  birth_date: 时间\n");

        assertThat(Given.value(map(mapping, "1945.9.9"), "birth_date")).hasToString("1945-09-09");
        assertThat(Given.value(map(mapping, "2026-11-03T20:00:00Z"), "birth_date")).hasToString("2026-11-04");
        assertThat(Given.flags(map(mapping, "abc"))).containsExactly("NOT_A_DATE:birth_date");
    }

    private static MappedRecord map(CompiledMapping mapping, String text, String... more) {
        Map<String, String> cells = new LinkedHashMap<>(Map.of("编号", "1", "时间", text));
        for (int i = 0; i < more.length; i += 2) {
            cells.put(more[i], more[i + 1]);
        }
        return Given.map(mapping, cells);
    }
}
