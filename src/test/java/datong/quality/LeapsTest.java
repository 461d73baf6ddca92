package datong.quality;

import static org.assertj.core.api.Assertions.assertThat;

import datong.mapping.DriftRule;
import datong.quality.Measurement.ItemMeasure;
import datong.schema.ItemName;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LeapsTest {
    private static final Instant NOON = Instant.parse("2026-11-03T04:00:00Z");

    private static Measurement delivery(long rows, long filled, long distinct) {
        return new Measurement("01K80000000000000000000D02", "hotline", NOON, rows, List.of(new ItemMeasure("matter", new ItemName("title"), rows, filled, distinct)), Map.of(),
                Map.of(), Optional.empty());
    }

    private static List<Measurement> past(int times) {
        return IntStream.range(0, times).mapToObj(day -> delivery(1_000 + day, 950 + day, 400)).toList();
    }

    private static List<Leap.Kind> kinds(Measurement now, int past) {
        return Leaps.of(now, past(past), DriftRule.USUAL).stream().map(Leap::kind).toList();
    }

    @Test
    void aDeliveryLikeThoseBeforeDoesNotLeap() {
        assertThat(kinds(delivery(1_200, 1_130, 460), 5)).isEmpty();
    }

    @Test
    void aTenthOfTheRowsLeaps() {
        assertThat(kinds(delivery(100, 95, 90), 5)).containsExactly(Leap.Kind.ROWS);
    }

    @Test
    void aColumnThatLostItsValuesLeaps() {
        assertThat(kinds(delivery(1_000, 300, 200), 5)).containsExactly(Leap.Kind.FILLED);
    }

    @Test
    void aColumnThatHoldsOneWordAllOverLeaps() {
        assertThat(kinds(delivery(1_000, 950, 1), 5)).containsExactly(Leap.Kind.DISTINCT);
    }

    @Test
    void aSourceWithLittlePastIsLeftAlone() {
        assertThat(kinds(delivery(10, 0, 0), 2)).isEmpty();
    }

    @Test
    void theMappingsOwnLimitsCount() {
        assertThat(Leaps.of(delivery(1_000, 700, 400), past(5), new DriftRule(3, 0.5, 4, false))).isEmpty();
        assertThat(Leaps.of(delivery(1_600, 1_520, 600), past(5), new DriftRule(1.5, 0.5, 4, false))).extracting(Leap::kind).containsExactly(Leap.Kind.ROWS);
    }
}
