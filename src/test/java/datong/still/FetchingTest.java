package datong.still;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FetchingTest {
    private static final Instant ARRIVED = Instant.parse("2026-11-03T00:30:11Z");
    private static final String STILL = "01K8000000000000000000S001";
    private final StillsInMemory stills = new StillsInMemory();

    @BeforeEach
    void waiting() {
        stills.take("camera-alarms", List.of(new Stills.Taken(STILL, new byte[32], Optional.empty(), ARRIVED, ARRIVED, Optional.of(new Stills.Content.Address("http://10.0.0.8/p/1.jpg")))));
    }

    private void roundAt(Duration since, Pictures.Answer answer) throws InterruptedException {
        try (Fetching fetching = new Fetching(stills, address -> answer, new Coarsening(80), Clock.fixed(ARRIVED.plus(since), ZoneOffset.UTC))) {
            fetching.round();
        }
    }

    private Still still() {
        return stills.find(STILL).orElseThrow();
    }

    @Test
    void whatIsFetchedIsKeptCoarse() throws InterruptedException {
        roundAt(Duration.ZERO, new Pictures.Answer.Fetched(Drawn.street("jpeg")));

        assertThat(still().state()).isEqualTo(Still.State.KEPT);
        assertThat(stills.open(STILL).orElseThrow().length).isLessThan(20_000);
    }

    @Test
    void whatIsNoPictureIsNotAskedForAgain() throws InterruptedException {
        roundAt(Duration.ZERO, new Pictures.Answer.Fetched("<html>".getBytes(StandardCharsets.UTF_8)));

        assertThat(still()).isEqualTo(new Still(STILL, "camera-alarms", Still.State.UNREADABLE, Optional.of("NO_PICTURE")));
        assertThat(stills.waiting).isEmpty();
    }

    @Test
    void whatIsNotThereIsAskedForAgainAfterLongerAndLongerPausesOfSixHoursAtMost() throws InterruptedException {
        roundAt(Duration.ZERO, new Pictures.Answer.NotNow("ANSWERED_503"));
        assertThat(stills.next.get(STILL)).isEqualTo(ARRIVED.plus(Duration.ofMinutes(1)));
        roundAt(Duration.ofSeconds(59), new Pictures.Answer.NotNow("ANSWERED_503"));
        assertThat(stills.waiting.get(STILL).tries()).as("not before its time").isEqualTo(1);
        roundAt(Duration.ofMinutes(1), new Pictures.Answer.NotNow("ANSWERED_503"));
        assertThat(stills.next.get(STILL)).isEqualTo(ARRIVED.plus(Duration.ofMinutes(3)));
        for (int tries = 0; tries < 60; tries++) {
            roundAt(Duration.ofDays(6), new Pictures.Answer.NotNow("ANSWERED_503"));
            stills.next.put(STILL, ARRIVED);
        }
        roundAt(Duration.ofDays(6), new Pictures.Answer.NotNow("ANSWERED_503"));
        assertThat(stills.next.get(STILL)).isEqualTo(ARRIVED.plus(Duration.ofDays(6)).plus(Duration.ofHours(6)));
    }

    @Test
    void anAddressThatIsNoneHoldsUpNoOther() throws InterruptedException {
        stills.take("camera-alarms", List.of(new Stills.Taken("01K8000000000000000000S000", new byte[32], Optional.empty(), ARRIVED.minusSeconds(1), ARRIVED,
                Optional.of(new Stills.Content.Address("http://10.0.0.8/p/{1}|2.jpg")))));
        stills.waiting.put(STILL, stills.waiting.remove(STILL));
        roundAt(Duration.ZERO, new Pictures.Answer.Fetched(Drawn.street("jpeg")));

        assertThat(stills.waiting).containsOnlyKeys("01K8000000000000000000S000");
        assertThat(still().state()).isEqualTo(Still.State.KEPT);
    }

    @Test
    void afterAWeekItsAddressIsForgotten() throws InterruptedException {
        roundAt(Duration.ofDays(7).plusSeconds(1), new Pictures.Answer.NotAllowed("ADDRESS_NOT_ALLOWED"));

        assertThat(still()).isEqualTo(new Still(STILL, "camera-alarms", Still.State.NOT_FETCHED, Optional.of("ADDRESS_NOT_ALLOWED")));
        assertThat(stills.waiting).isEmpty();
    }

    @Test
    void anErrorOverOnePictureEndsNoFurtherRounds() {
        AtomicInteger asked = new AtomicInteger();
        Pictures first = address -> {
            if (asked.getAndIncrement() == 0) {
                throw new OutOfMemoryError("for this test");
            }
            return new Pictures.Answer.NotNow("ANSWERED_503");
        };
        try (Fetching fetching = new Fetching(stills, first, new Coarsening(80), Clock.fixed(ARRIVED, ZoneOffset.UTC))) {
            fetching.start(Duration.ofMillis(1));
            await().atMost(Duration.ofMinutes(2)).until(() -> asked.get() > 1);
        }
    }
}
