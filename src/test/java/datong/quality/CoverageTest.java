package datong.quality;

import static org.assertj.core.api.Assertions.assertThat;

import datong.mapping.Expectations.Completeness;
import datong.schema.ItemName;
import java.time.Duration;
import java.time.LocalDate;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CoverageTest {
    private static final Completeness HOURLY = new Completeness(new ItemName("name"), new ItemName("last_at"), Duration.ofHours(1));
    private static final LocalDate MONDAY = LocalDate.of(2026, 11, 2);

    private static BitSet hours(int... without) {
        BitSet hours = new BitSet();
        hours.set(0, 24);
        IntStream.of(without).forEach(hours::clear);
        return hours;
    }

    @Test
    void hoursThatAreNotThereAreGapsOfTheirDay() {
        Coverage day = Coverage.of(HOURLY, Map.of("ST-01", Map.of(MONDAY, hours(3, 4, 23))), MONDAY, MONDAY, 23).getFirst();
        assertThat(day.present()).isEqualTo(21);
        assertThat(day.gaps(24)).containsExactly("03:00–05:00", "23:00–24:00");
    }

    @Test
    void aDayWithoutAnyRecordIsAllGap() {
        List<Coverage> days = Coverage.of(HOURLY, Map.of("ST-01", Map.of(MONDAY, hours()), "ST-02", Map.of(MONDAY.plusDays(1), hours())), MONDAY, MONDAY.plusDays(1), 23);
        assertThat(days).hasSize(4);
        assertThat(days).filteredOn(day -> day.series().equals("ST-02") && day.day().equals(MONDAY)).singleElement()
                .satisfies(day -> assertThat(day.gaps(24)).containsExactly("00:00–24:00"));
    }

    @Test
    void ofTheLastDayOnlyTheHoursThatHaveBeenAreExpected() {
        Coverage day = Coverage.of(HOURLY, Map.of("ST-01", Map.of(MONDAY, hours(IntStream.range(8, 24).toArray()))), MONDAY, MONDAY, 7).getFirst();
        assertThat(day.expected()).isEqualTo(8);
        assertThat(day.missing()).isEmpty();
    }
}
