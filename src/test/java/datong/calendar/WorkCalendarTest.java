package datong.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import datong.calendar.yaml.CalendarFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.MonthDay;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WorkCalendarTest {
    private final CalendarFolder ours = new CalendarFolder(Path.of("mappings/calendar"));

    private WorkingDays days() {
        assertThat(ours.refresh()).isEmpty();
        return ours.days();
    }

    private WorkCalendar on(String day, CalendarFolder folder) {
        folder.refresh();
        return new WorkCalendar(folder::days, OfficeHours.USUAL, MonthDay.of(12, 1), Clock.fixed(Instant.parse(day + "T04:00:00Z"), ZoneOffset.UTC));
    }

    @ParameterizedTest
    @CsvSource({"2026-10-01,false", "2026-10-10,true", "2026-10-11,false", "2026-10-08,true", "2026-02-28,true", "2026-11-03,true", "2026-02-14,true"})
    void holidaysAreOffAndMakeUpDaysAreWorked(LocalDate day, boolean worked) {
        assertThat(days().isWorkingDay(day)).isEqualTo(worked);
    }

    @ParameterizedTest
    @CsvSource({"2026-09-30,1,2026-10-08", "2026-10-09,1,2026-10-10", "2026-10-20,10,2026-11-03", "2026-10-03,0,2026-10-08", "2026-11-03,0,2026-11-03"})
    void workingDaysAreCountedOverHolidaysAndMakeUpDays(LocalDate from, int count, LocalDate due) {
        assertThat(days().plusWorkingDays(from, count)).isEqualTo(due);
    }

    @Test
    void workingHoursLeaveOutNightsNoonsAndHolidays() {
        LocalDateTime tuesday = LocalDate.of(2026, 9, 29).atTime(16, 30);

        assertThat(OfficeHours.USUAL.workingHours(days(), tuesday, LocalDate.of(2026, 10, 8).atTime(10, 0))).isEqualTo(Duration.ofHours(1 + 7 + 1));
        assertThat(OfficeHours.USUAL.workingHours(days(), tuesday, tuesday.minusHours(1))).isZero();
    }

    @Test
    void aYearThatNobodyAnnouncedIsRefusedAndNotTakenForOneWithoutHolidays() {
        assertThatThrownBy(() -> days().isWorkingDay(LocalDate.of(2031, 5, 1))).isInstanceOf(WorkingDays.YearUnknown.class).hasMessageContaining("mappings/calendar/2031.yaml");
    }

    @Test
    void theAlarmComesOnTheExpectedDayAndGoesWithTheFile(@TempDir Path folder) throws IOException {
        Files.copy(Path.of("mappings/calendar/2026.yaml"), folder.resolve("2026.yaml"));
        CalendarFolder files = new CalendarFolder(folder);

        assertThat(on("2026-11-30", files).alarm()).isEmpty();
        assertThat(on("2026-12-01", files).alarm()).hasValueSatisfying(alarm -> assertThat(alarm).contains("2027.yaml"));
        assertThat(on("2027-01-04", files).missing()).contains(2027);
        Files.writeString(folder.resolve("2027.json"), "{\"year\": 2027, \"days\": []}");
        assertThat(on("2026-12-01", files).missing()).as("a file that announces nothing").contains(2027);
        Files.writeString(folder.resolve("2027.json"), "{\"year\": 2027, \"days\": [{\"name\": \"元旦\", \"date\": \"2027-01-01\", \"isOffDay\": true}]}");
        assertThat(on("2026-12-01", files).alarm()).isEmpty();
    }

    @Test
    void aBrokenFileSaysWhereAndLeavesTheLastGoodYearInForce(@TempDir Path folder) throws IOException {
        Path file = Files.copy(Path.of("mappings/calendar/2026.yaml"), folder.resolve("2026.yaml"));
        CalendarFolder files = new CalendarFolder(folder);
        files.refresh();
        Files.writeString(file, "year: 2026\nholidays: { 元旦: 2026-13-01 }\n");

        assertThat(files.refresh()).singleElement().asString().contains("mappings/calendar/2026.yaml").contains("2026-13-01");
        assertThat(files.days().isWorkingDay(LocalDate.of(2026, 10, 1))).isFalse();
    }

    @Test
    void everyYearOfThePublicCollectionIsRead() throws IOException {
        Path folder = datong.SharedData.folder("holiday-cn");
        CalendarFolder files = new CalendarFolder(folder);

        assertThat(files.refresh()).isEmpty();
        List<Integer> years = List.copyOf(new java.util.TreeSet<>(files.days().years()));
        assertThat(years).startsWith(2007).hasSizeGreaterThanOrEqualTo(20);
        try (Stream<LocalDate> year = LocalDate.of(2026, 1, 1).datesUntil(LocalDate.of(2027, 1, 1))) {
            assertThat(year.filter(day -> files.days().isWorkingDay(day) != days().isWorkingDay(day))).as("days on which our file and the collection differ").isEmpty();
        }
    }
}
