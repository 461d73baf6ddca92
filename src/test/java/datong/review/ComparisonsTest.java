package datong.review;

import static org.assertj.core.api.Assertions.assertThat;

import datong.review.Comparisons.Standing;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ComparisonsTest {
    private static final PastQuestion.Asked NOTHING = new PastQuestion.Asked(0, 0, 0);
    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-22T04:00:00Z"));
    private final Semaphore leave = new Semaphore(0);
    private final AtomicInteger atOnce = new AtomicInteger();
    private final List<String> made = new CopyOnWriteArrayList<>();
    private volatile boolean breaks;
    private final Comparisons comparisons = new Comparisons(this::make, ((InstantSource) now::get).withZone(ZoneOffset.UTC));

    private Optional<PolicyComparison.Compared> make(String from, String to) {
        assertThat(atOnce.incrementAndGet()).isEqualTo(1);
        leave.acquireUninterruptibly();
        atOnce.decrementAndGet();
        made.add(from + to);
        if (breaks) {
            throw new IllegalStateException("broken");
        }
        return from.equals("gone") ? Optional.empty()
                : Optional.of(new PolicyComparison.Compared(from, to, new PolicyDiff.Report(Map.of(), NOTHING, NOTHING), LocalDate.EPOCH, true, 0, true, false));
    }

    @AfterEach
    void close() {
        leave.release(1_000);
        comparisons.close();
    }

    private Standing awaited(String from, String to) throws InterruptedException {
        Instant end = Instant.now().plus(Duration.ofMinutes(2));
        Standing standing = comparisons.of(from, to);
        while (standing instanceof Standing.Waiting && Instant.now().isBefore(end)) {
            Thread.onSpinWait();
            standing = comparisons.of(from, to);
        }
        return standing;
    }

    @Test
    void twoVersionsAreComparedOnceADayWhoeverLooks() throws InterruptedException {
        leave.release(10);
        assertThat(awaited("a", "b")).isInstanceOfSatisfying(Standing.Done.class, done -> assertThat(done.compared()).isPresent());
        assertThat(awaited("a", "b")).isInstanceOf(Standing.Done.class);
        assertThat(made).containsExactly("ab");
        now.set(now.get().plus(Duration.ofDays(1)));
        assertThat(awaited("a", "b")).isInstanceOf(Standing.Done.class);
        assertThat(made).containsExactly("ab", "ab");
    }

    @Test
    void oneIsMadeAtATimeOthersWaitAndTooManyAreTurnedAway() throws InterruptedException {
        assertThat(comparisons.of("a", "0")).isEqualTo(new Standing.Waiting(0));
        IntStream.range(1, 20).forEach(number -> assertThat(comparisons.of("a", "" + number)).isEqualTo(new Standing.Waiting(number)));
        assertThat(comparisons.of("a", "20")).isInstanceOf(Standing.Full.class);
        assertThat(comparisons.of("a", "5")).isEqualTo(new Standing.Waiting(5));
        leave.release(1_000);
        assertThat(awaited("a", "19")).isInstanceOf(Standing.Done.class);
        assertThat(awaited("a", "20")).isInstanceOf(Standing.Done.class);
        assertThat(made).hasSize(21);
    }

    @Test
    void whatBreaksOffIsTriedAgainWhenItIsAskedForAgain() throws InterruptedException {
        leave.release(10);
        breaks = true;
        assertThat(awaited("a", "b")).isInstanceOf(Standing.Broken.class);
        breaks = false;
        assertThat(awaited("a", "b")).isInstanceOf(Standing.Done.class);
    }

    @Test
    void aVersionThatIsNotKeptIsSaidToBeSo() throws InterruptedException {
        leave.release(10);
        assertThat(awaited("gone", "b")).isEqualTo(new Standing.Done(Optional.empty()));
    }

    @Test
    void onlyTheNewestAreKept() throws InterruptedException {
        leave.release(1_000);
        for (int number = 0; number < 60; number++) {
            awaited("a", "" + number);
        }
        awaited("a", "59");
        assertThat(made).hasSize(60);
        awaited("a", "0");
        assertThat(made).hasSize(61);
    }
}
