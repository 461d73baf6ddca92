package datong.web.console;

import datong.audit.AuditLog;
import datong.policy.Subject;
import datong.policy.Subjects;
import datong.query.ChangeAnswer;
import datong.query.ChangeQueries;
import datong.query.ChangeRequest;
import datong.subscription.Standing;
import datong.subscription.StandingsInMemory;
import datong.subscription.Subscription;
import datong.subscription.SubscriptionDesk;
import datong.subscription.TestDeliveries;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Three subscriptions that stand still: one runs, one fails, one is paused. */
final class TestSubscriptions {
    private TestSubscriptions() {}

    static SubscriptionDesk desk(AuditLog log, Clock clock) {
        Instant now = clock.instant();
        List<Subscription> all = List.of("market-hotline", "street-grid", "environment-air").stream().map(name -> TestDeliveries.subscription(name, URI.create("https://receiver.example/hook"), 1)).toList();
        StandingsInMemory standings = new StandingsInMemory();
        standings.save("market-hotline", new Standing(Optional.of("c"), 120_345, Optional.of(now), Optional.of(now.minusSeconds(1)), Optional.empty(), Optional.empty()));
        standings.save("street-grid", new Standing(Optional.of("c"), 17, Optional.of(now.minusSeconds(90_000)), Optional.of(now.minusSeconds(80_000)),
                Optional.of(new Standing.Failure("the receiver answered 500", now.minusSeconds(80_000), 41)), Optional.empty()));
        standings.save("environment-air", new Standing(Optional.empty(), 0, Optional.empty(), Optional.empty(), Optional.empty(), Optional.of("the receiver answered 410: it wants nothing any more")));
        return new SubscriptionDesk(() -> all, new Nothing(), new Nobody(), standings, subscription -> {
            throw new UnsupportedOperationException("nothing is delivered here");
        }, log, () -> UUID.randomUUID().toString(), clock);
    }

    private static final class Nothing implements ChangeQueries {
        @Override
        public ChangeAnswer changes(ChangeRequest request) {
            throw new UnsupportedOperationException("nothing changes here");
        }

        @Override
        public ChangeAnswer follow(ChangeRequest request) {
            return changes(request);
        }

        @Override
        public ChangeAnswer standing(ChangeRequest request) {
            return changes(request);
        }
    }

    private static final class Nobody implements Subjects {
        @Override
        public Optional<Subject> find(String id) {
            return Optional.empty();
        }

        @Override
        public List<Subject> all() {
            return List.of();
        }
    }
}
