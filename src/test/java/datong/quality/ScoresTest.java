package datong.quality;

import static org.assertj.core.api.Assertions.assertThat;

import datong.quality.Measurement.ItemMeasure;
import datong.schema.ItemName;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ScoresTest {
    private static final Instant NOON = Instant.parse("2026-11-03T04:00:00Z");

    private static Measurement delivery(Map<String, Long> flags, Map<String, Long> refusals, Optional<Instant> newest) {
        return new Measurement("01K80000000000000000000D02", "hotline", NOON, 100, List.of(new ItemMeasure("matter", new ItemName("title"), 100, 80, 70),
                new ItemMeasure("matter", new ItemName("matter_type"), 100, 0, 0)), flags, refusals, newest);
    }

    private static Scores scores(Measurement... measurements) {
        return Scores.of(List.of(measurements), item -> item.item().value().equals("title"), 4, 3);
    }

    @Test
    void eachFaultCountsInItsDimension() {
        Scores scores = scores(delivery(Map.of("UNMAPPED_CODE:urgency", 10L, "COORDINATES_SWAPPED:longitude", 5L, "CLOSED_BEFORE_REPORTED", 1L), Map.of("ID_CHECK_DIGIT:id_number", 5L),
                Optional.empty()));

        assertThat(scores.of()).containsEntry(Dimension.NORMATIVITY, 0.9).containsEntry(Dimension.ACCURACY, 0.9).containsEntry(Dimension.CONSISTENCY, 0.99);
    }

    @Test
    void completenessLooksAtWhatIsReadFromAColumn() {
        assertThat(scores(delivery(Map.of(), Map.of(), Optional.empty())).of()).containsEntry(Dimension.COMPLETENESS, 0.8);
    }

    @Test
    void freshnessIsMeasuredOnArrivalAndOnlyWhereTheSourceSaysWhen() {
        assertThat(scores(delivery(Map.of(), Map.of(), Optional.empty())).of()).doesNotContainKey(Dimension.TIMELINESS);
        assertThat(scores(delivery(Map.of(), Map.of(), Optional.of(NOON.minusSeconds(3_600))), delivery(Map.of(), Map.of(), Optional.of(NOON.minusSeconds(300_000)))).of())
                .containsEntry(Dimension.TIMELINESS, 0.5);
    }

    @Test
    void deliveriesThatCouldNotBeReadLowerAccessibility() {
        assertThat(scores(delivery(Map.of(), Map.of(), Optional.empty())).of()).containsEntry(Dimension.ACCESSIBILITY, 0.75);
    }

    @Test
    void aSourceThatDeliveredNothingHasNoScores() {
        assertThat(Scores.of(List.of(), item -> true, 0, 0).of()).isEmpty();
    }
}
