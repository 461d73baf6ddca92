package datong.web.open311;

import static org.assertj.core.api.Assertions.assertThat;

import datong.web.security.MovedClock;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class VisitsTest {
    private final MovedClock clock = new MovedClock();

    @Test
    void aMinuteHoldsSoManyQuestionsOfOneAddressAndOfAll() {
        assertThat(asked(new Visits(2, 3, clock), "a", "a", "a", "b", "b")).containsExactly(true, true, false, true, false);
    }

    @Test
    void whatWasRefusedToOneAddressTakesNothingFromTheOthers() {
        Visits visits = new Visits(2, 4, clock);
        assertThat(asked(visits, "a", "a", "a", "a", "a", "a")).containsExactly(true, true, false, false, false, false);
        assertThat(asked(visits, "b", "b", "c")).containsExactly(true, true, false);
    }

    @Test
    void theNextMinuteBeginsAnewForEverybody() {
        Visits visits = new Visits(1, 2, clock);
        assertThat(asked(visits, "a", "b", "a", "c")).containsExactly(true, true, false, false);
        clock.move(Duration.ofSeconds(59));
        assertThat(asked(visits, "a", "c")).containsExactly(false, false);
        clock.move(Duration.ofSeconds(1));
        assertThat(asked(visits, "c", "a", "b")).containsExactly(true, true, false);
    }

    @Test
    void whoAskAtTheSameMomentGetNoMoreThanThereIs() {
        Visits visits = new Visits(30, 50, clock);
        assertThat(IntStream.range(0, 10_000).parallel().filter(number -> visits.admits("a")).count()).isEqualTo(30);
        assertThat(IntStream.range(0, 10_000).parallel().filter(number -> visits.admits("address " + number)).count()).isEqualTo(20);
    }

    private static List<Boolean> asked(Visits visits, String... addresses) {
        return Stream.of(addresses).map(visits::admits).toList();
    }
}
