package datong.subscription;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import datong.policy.Subject;
import datong.policy.Subjects;
import datong.query.ChangeAnswer;
import datong.query.ChangeQueries;
import datong.query.ChangeRequest;
import datong.query.TestHouse;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Subscriptions side by side, each with its own turn. */
class SubscriptionDeskTest {
    private static final int MANY = 20;
    private final Subscription hanging = TestDeliveries.subscription("hanging", URI.create("http://localhost/"), 1);
    private final Subscription quick = TestDeliveries.subscription("quick", URI.create("http://localhost/"), 1);
    private final CountDownLatch hangs = new CountDownLatch(1);
    private final CountDownLatch delivered = new CountDownLatch(MANY);
    private final CountDownLatch letGo = new CountDownLatch(1);
    private final AtomicInteger failures = new AtomicInteger();
    private volatile List<Subscription> inForce = List.of(hanging);
    private final SubscriptionDesk desk = new SubscriptionDesk(() -> inForce, new Endless(), new Register(), new StandingsInMemory(), this::receiver, new TestHouse.Log(), () -> "event", Clock.systemUTC());

    @AfterEach
    void close() {
        desk.close();
    }

    @Test
    void aReceiverThatHangsHoldsUpNoOtherSubscription() throws Exception {
        desk.follow();
        assertThat(hangs.await(2, TimeUnit.MINUTES)).isTrue();
        inForce = List.of(hanging, quick);
        desk.follow();
        assertThat(delivered.await(2, TimeUnit.MINUTES)).isTrue();
        assertThat(letGo.getCount()).as("the first still hangs").isEqualTo(1);
    }

    @Test
    void aSubscriptionThatIsNotInForceAnyMoreLetsItsReceiverGoEvenWhereItHangs() throws Exception {
        desk.follow();
        assertThat(hangs.await(2, TimeUnit.MINUTES)).isTrue();
        inForce = List.of();
        desk.follow();
        assertThat(letGo.await(2, TimeUnit.MINUTES)).isTrue();
    }

    @Test
    void aSubscriptionWhoseReceiverCannotBeMadeIsStartedAgainWithTheNextLook() {
        failures.set(1);
        inForce = List.of(quick);
        await().atMost(Duration.ofMinutes(2)).until(() -> {
            desk.follow();
            return delivered.getCount() == 0;
        });
        assertThat(failures).hasValue(0);
    }

    private Receiver receiver(Subscription subscription) {
        if (failures.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
            throw new IllegalStateException("no receiver today");
        }
        return subscription.equals(hanging) ? new Hanging() : delivery -> {
            delivered.countDown();
            return new Receiver.Outcome.Taken();
        };
    }

    private final class Hanging implements Receiver {
        @Override
        public Outcome deliver(Delivery delivery) throws InterruptedException {
            hangs.countDown();
            new CountDownLatch(1).await();
            return new Outcome.Taken();
        }

        @Override
        public void close() {
            letGo.countDown();
        }
    }

    /** More each time, until enough was told. */
    private static final class Endless implements ChangeQueries {
        private final AtomicInteger told = new AtomicInteger();

        @Override
        public ChangeAnswer changes(ChangeRequest request) {
            throw new UnsupportedOperationException("pages are for callers");
        }

        @Override
        public ChangeAnswer follow(ChangeRequest request) {
            int number = told.incrementAndGet();
            return number <= 2 * MANY ? TestDeliveries.page("p", number, 1, true) : TestDeliveries.page("p", number, 0, false);
        }

        @Override
        public ChangeAnswer standing(ChangeRequest request) {
            throw new UnsupportedOperationException("nothing is refused here");
        }
    }

    private record Register() implements Subjects {
        @Override
        public Optional<Subject> find(String id) {
            return all().stream().findFirst();
        }

        @Override
        public List<Subject> all() {
            return List.of(new Subject("market-system", Subject.Kind.SYSTEM, "Market", "11110199MB00DEN14J", "110199", Set.of(), Set.of()));
        }
    }
}
