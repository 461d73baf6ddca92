package datong.quality;

import static org.assertj.core.api.Assertions.assertThat;

import datong.mapping.Expectations.Freshness;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class PunctualityTest {
    /** A Friday, 09:00 in Beijing. */
    private static final Instant FRIDAY = Instant.parse("2026-11-06T01:00:00Z");
    private static final Duration DAY = Duration.ofDays(1);
    private static final Freshness DAILY = new Freshness(DAY, false);
    private static final Freshness WORKING = new Freshness(DAY, true);

    private static Punctuality told(Freshness rule, Instant now, Instant... deliveries) {
        return Punctuality.of(rule, List.of(deliveries), FRIDAY, now, day -> day.getDayOfWeek().getValue() <= 5);
    }

    @Test
    void aDeliveryWithinTheTimeIsNotLate() {
        Punctuality told = told(DAILY, FRIDAY.plus(DAY), FRIDAY);
        assertThat(told.isLate()).isFalse();
        assertThat(told.due()).contains(FRIDAY.plus(DAY));
        assertThat(told.share()).contains(1.0);
    }

    @Test
    void oneThatHasNotComeIsLateFromThenOn() {
        assertThat(told(DAILY, FRIDAY.plus(DAY).plusSeconds(3_600), FRIDAY).late()).isEqualTo(Duration.ofHours(1));
    }

    @Test
    void onlyTimeOnWorkingDaysCountsWhereTheMappingSaysSo() {
        Punctuality told = told(WORKING, FRIDAY.plus(Duration.ofDays(3)), FRIDAY);
        assertThat(told.isLate()).isFalse();
        assertThat(told.due()).as("Monday at the same time").contains(FRIDAY.plus(Duration.ofDays(3)));
        assertThat(told(WORKING, FRIDAY.plus(Duration.ofDays(3)).plusSeconds(1), FRIDAY).isLate()).isTrue();
    }

    @Test
    void theShareCountsThePausesThatWereTooLongTheOneNowIncluded() {
        Instant late = FRIDAY.plus(Duration.ofDays(2));
        assertThat(told(DAILY, late.plusSeconds(1), FRIDAY, FRIDAY.plusSeconds(60), late).share()).contains(0.5);
        assertThat(told(DAILY, late.plus(DAY).plusSeconds(1), FRIDAY, FRIDAY.plusSeconds(60), late).share()).hasValueSatisfying(share -> assertThat(share).isBetween(0.33, 0.34));
    }

    @Test
    void aSourceThatNeverDeliveredIsLateOnceOthersHaveDeliveredThatLong() {
        assertThat(told(DAILY, FRIDAY.plusSeconds(60)).isLate()).isFalse();
        assertThat(told(DAILY, FRIDAY.plus(DAY).plusSeconds(60)).isLate()).isTrue();
        assertThat(told(DAILY, FRIDAY.plusSeconds(60)).share()).isEmpty();
    }
}
