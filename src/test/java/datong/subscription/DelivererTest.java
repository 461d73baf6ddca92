package datong.subscription;

import static org.assertj.core.api.Assertions.assertThat;

import datong.policy.Decision;
import datong.policy.Subject;
import datong.policy.Subjects;
import datong.query.ChangeAnswer;
import datong.query.ChangeQueries;
import datong.query.ChangeRequest;
import datong.query.QueryAnswer;
import datong.query.TestHouse;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DelivererTest {
    private static final Subject MARKET = new Subject("market-system", Subject.Kind.SYSTEM, "Market", "11110199MB00DEN14J", "110199", Set.of(), Set.of());
    private static final Receiver.Outcome TAKEN = new Receiver.Outcome.Taken();
    private static final Receiver.Outcome NOT_TAKEN = new Receiver.Outcome.NotTaken("the receiver answered 500", Optional.empty());
    private static final ChangeAnswer REFUSED = new ChangeAnswer.Refused(new Decision.Denied(Decision.Check.GRANT, "grant over", "the grant is over", "v2"), 9);
    private final Subscription subscription = TestDeliveries.subscription("market-hotline", URI.create("http://localhost/"), 1);
    private final Script script = new Script();
    private final Deque<Receiver.Outcome> outcomes = new ArrayDeque<>();
    private final List<Delivery> delivered = new ArrayList<>();
    private final Standings standings = new StandingsInMemory();
    private final TestHouse.Log log = new TestHouse.Log();
    private final Hands clock = new Hands();
    private boolean known = true;
    private final Deliverer deliverer = new Deliverer(subscription, script, new Register(), standings, delivery -> {
        delivered.add(delivery);
        return outcomes.remove();
    }, new SubscriptionEvents(log, () -> "event", clock), clock);

    @Test
    void whatWasTakenIsBehindTheCursorAndTheNextFollowsAtOnceWhereThereIsMore() throws Exception {
        script.follows.add(TestDeliveries.page("p", 0, 3, true));
        outcomes.add(TAKEN);
        assertThat(deliverer.round()).isZero();
        assertThat(script.asked.getFirst().since()).isEqualTo("start");
        assertThat(standing().cursor()).hasValue("cursor-2");
        assertThat(standing().delivered()).isEqualTo(3);
        script.follows.add(TestDeliveries.page("p", 3, 0, false));
        assertThat(deliverer.round()).isEqualTo(Deliverer.BEAT);
        assertThat(script.asked.getLast().since()).isEqualTo("cursor-2");
        assertThat(standing().caughtUpAt()).isPresent();
    }

    @Test
    void whatWasNotTakenIsDeliveredAgainUnderTheSameIdAndIsNotCountedAnew() throws Exception {
        script.follows.add(TestDeliveries.page("p", 0, 3, true));
        outcomes.addAll(List.of(NOT_TAKEN, NOT_TAKEN, TAKEN));
        Duration first = deliverer.round();
        script.stands.add(TestDeliveries.page("p", 0, 0, true));
        Duration second = deliverer.round();
        assertThat(second).isGreaterThan(first);
        assertThat(standing().failure().orElseThrow().attempts()).isEqualTo(2);
        assertThat(standing().cursor()).isEmpty();
        script.stands.add(TestDeliveries.page("p", 0, 0, true));
        deliverer.round();
        assertThat(delivered.stream().map(Delivery::id).distinct()).hasSize(1);
        assertThat(script.asked).as("read once").hasSize(1);
        assertThat(standing().failure()).isEmpty();
        assertThat(standing().cursor()).hasValue("cursor-2");
    }

    @Test
    void whatIsKeptIsNotDeliveredOnceItIsRefused() throws Exception {
        script.follows.add(TestDeliveries.page("p", 0, 3, true));
        outcomes.add(NOT_TAKEN);
        deliverer.round();
        script.stands.add(REFUSED);
        deliverer.round();
        assertThat(delivered).hasSize(1);
        assertThat(standing().failure().orElseThrow().why()).contains("grant over");
        assertThat(standing().paused()).isEmpty();
    }

    @Test
    void whatIsKeptIsReadAnewUnderAnotherPermission() throws Exception {
        script.follows.add(TestDeliveries.page("p", 0, 3, true));
        outcomes.addAll(List.of(NOT_TAKEN, TAKEN));
        deliverer.round();
        script.stands.add(TestDeliveries.page("less", 0, 0, true));
        script.follows.add(TestDeliveries.page("less", 0, 2, true));
        deliverer.round();
        assertThat(delivered.getLast().page().permission()).isEqualTo("less");
    }

    @Test
    void aSubscriptionThatIsNotTakenForDaysPausesAndGoesOnWhereItStood() throws Exception {
        script.follows.add(TestDeliveries.page("p", 0, 1, true));
        outcomes.add(TAKEN);
        deliverer.round();
        script.follows.add(TestDeliveries.page("p", 1, 1, true));
        outcomes.addAll(List.of(NOT_TAKEN, NOT_TAKEN));
        deliverer.round();
        clock.now = clock.now.plus(Duration.ofDays(4));
        script.stands.add(TestDeliveries.page("p", 0, 0, true));
        deliverer.round();
        assertThat(standing().paused()).hasValueSatisfying(why -> assertThat(why).contains("72 hours").contains("500"));
        assertThat(log.events.getLast().kind()).isEqualTo("SUBSCRIPTION_PAUSED");
        deliverer.round();
        assertThat(delivered).hasSize(3);
        standings.save(subscription.name(), standing().resumed(false));
        script.follows.add(TestDeliveries.page("p", 1, 1, true));
        outcomes.add(TAKEN);
        deliverer.round();
        assertThat(script.asked.getLast().since()).isEqualTo("cursor-0");
        assertThat(standing().delivered()).isEqualTo(2);
    }

    @Test
    void aReceiverThatWantsNothingAnyMoreAndACursorThatIsOverPauseItAtOnce() throws Exception {
        script.follows.add(TestDeliveries.page("p", 0, 1, true));
        outcomes.add(new Receiver.Outcome.Gone("410"));
        deliverer.round();
        assertThat(standing().paused()).hasValue("410");
        standings.save(subscription.name(), standing().resumed(true));
        script.follows.add(new ChangeAnswer.Invalid(new QueryAnswer.Invalid("CURSOR_OVER", "restored")));
        deliverer.round();
        assertThat(standing().paused()).hasValue("restored");
    }

    @Test
    void theReceiverMayAskForALongerRestButNotForAShorterOneAndNotForever() throws Exception {
        script.follows.add(TestDeliveries.page("p", 0, 1, true));
        outcomes.addAll(List.of(new Receiver.Outcome.NotTaken("429", Optional.of(Duration.ofSeconds(90))), new Receiver.Outcome.NotTaken("429", Optional.of(Duration.ofDays(9)))));
        assertThat(deliverer.round()).isEqualTo(Duration.ofSeconds(90));
        script.stands.add(TestDeliveries.page("p", 0, 0, true));
        assertThat(deliverer.round()).isEqualTo(Duration.ofMinutes(10));
    }

    @Test
    void theRestDoublesUpToTenMinutesAndIsShortAgainAfterASuccess() throws Exception {
        script.follows.add(TestDeliveries.page("p", 0, 1, false));
        for (int attempt = 0; attempt < 40; attempt++) {
            outcomes.add(NOT_TAKEN);
            script.stands.add(TestDeliveries.page("p", 0, 0, true));
        }
        List<Long> rests = new ArrayList<>();
        for (int attempt = 0; attempt < 40; attempt++) {
            rests.add(deliverer.round().toSeconds());
        }
        assertThat(rests).startsWith(1L, 2L, 4L, 8L, 16L, 32L, 64L, 128L, 256L, 512L, 600L).isSorted().endsWith(600L);
        outcomes.addAll(List.of(TAKEN, NOT_TAKEN));
        assertThat(deliverer.round()).isEqualTo(Deliverer.BEAT);
        script.follows.add(TestDeliveries.page("p", 1, 1, false));
        assertThat(deliverer.round()).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void whoThePoliciesDoNotKnowIsDeliveredNothing() throws Exception {
        known = false;
        deliverer.round();
        assertThat(delivered).isEmpty();
        assertThat(standing().failure().orElseThrow().why()).contains("market-system");
    }

    private Standing standing() {
        return standings.find(subscription.name());
    }

    private static final class Script implements ChangeQueries {
        private final Deque<ChangeAnswer> follows = new ArrayDeque<>();
        private final Deque<ChangeAnswer> stands = new ArrayDeque<>();
        private final List<ChangeRequest> asked = new ArrayList<>();

        @Override
        public ChangeAnswer changes(ChangeRequest request) {
            throw new UnsupportedOperationException("pages are for callers");
        }

        @Override
        public ChangeAnswer follow(ChangeRequest request) {
            asked.add(request);
            return follows.remove();
        }

        @Override
        public ChangeAnswer standing(ChangeRequest request) {
            return stands.remove();
        }
    }

    private final class Register implements Subjects {
        @Override
        public Optional<Subject> find(String id) {
            return known ? Optional.of(MARKET) : Optional.empty();
        }

        @Override
        public List<Subject> all() {
            return List.of(MARKET);
        }
    }

    private static final class Hands extends Clock {
        private Instant now = Instant.parse("2026-03-01T00:00:00Z");

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
