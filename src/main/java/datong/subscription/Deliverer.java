package datong.subscription;

import datong.audit.AuditLog;
import datong.ledger.LedgerUnavailable;
import datong.policy.Subject;
import datong.policy.Subjects;
import datong.policy.UsageCounter;
import datong.query.ChangeAnswer;
import datong.query.ChangeQueries;
import datong.query.ChangeRequest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Carries one subscription on, round by round.
 *
 * <p>Promise: what a receiver was not known to have taken is delivered again, and nothing behind it before; each attempt is decided anew, and what is delivered was audited
 * before. One delivery is in memory.
 */
final class Deliverer {
    static final Duration BEAT = Duration.ofSeconds(1);
    private static final Duration SHORTEST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofMinutes(10);
    private static final Duration QUIET_SAVED = Duration.ofSeconds(30);
    private final Subscription subscription;
    private final ChangeQueries changes;
    private final Subjects subjects;
    private final Standings standings;
    private final Receiver receiver;
    private final SubscriptionEvents events;
    private final Clock clock;
    /** Told but not taken yet: counted and audited once, not with every attempt. */
    private Optional<ChangeAnswer.Page> kept = Optional.empty();

    Deliverer(Subscription subscription, ChangeQueries changes, Subjects subjects, Standings standings, Receiver receiver, SubscriptionEvents events, Clock clock) {
        this.subscription = subscription;
        this.changes = changes;
        this.subjects = subjects;
        this.standings = standings;
        this.receiver = receiver;
        this.events = events;
        this.clock = clock;
    }

    /** How long to rest before the next round. */
    Duration round() throws InterruptedException {
        Standing standing = standings.find(subscription.name());
        if (standing.paused().isPresent()) {
            kept = Optional.empty();
            return BEAT;
        }
        Optional<Subject> subject = subjects.find(subscription.subscriber());
        if (subject.isEmpty()) {
            return failed(standing, "the policies do not know the subscriber '" + subscription.subscriber() + "'", Optional.empty());
        }
        try {
            return told(standing, subscription.request(subject.get(), standing.cursor()));
        } catch (AuditLog.AuditUnavailable | LedgerUnavailable | UsageCounter.UsageUnavailable away) {
            return SHORTEST;
        }
    }

    private Duration told(Standing standing, ChangeRequest request) throws InterruptedException {
        return switch (decided(request)) {
            case ChangeAnswer.Page page when page.changes().isEmpty() -> quiet(standing, page);
            case ChangeAnswer.Page page -> deliver(standing, page);
            case ChangeAnswer.Refused refused -> {
                kept = Optional.empty();
                yield failed(standing, "the policies refuse it (" + refused.denied().check() + ", " + refused.denied().rule() + "): " + refused.denied().reason(), Optional.empty());
            }
            case ChangeAnswer.Invalid invalid -> pause(standing, invalid.why().message());
        };
    }

    /** What is kept is sent again only while the permission that it was told under stands. */
    private ChangeAnswer decided(ChangeRequest request) {
        if (kept.isEmpty()) {
            return changes.follow(request);
        }
        ChangeAnswer answer = changes.standing(request);
        if (answer instanceof ChangeAnswer.Page page && page.permission().equals(kept.get().permission())) {
            return kept.get();
        }
        kept = Optional.empty();
        return answer instanceof ChangeAnswer.Page ? changes.follow(request) : answer;
    }

    private Duration quiet(Standing standing, ChangeAnswer.Page page) {
        Instant now = clock.instant();
        boolean due = standing.cursor().isEmpty() || standing.failure().isPresent() || standing.caughtUpAt().map(at -> at.plus(QUIET_SAVED).isBefore(now)).orElse(true);
        if (due || page.more()) {
            standings.save(subscription.name(), standing.quiet(page.next(), page.more(), now));
        }
        return page.more() ? Duration.ZERO : BEAT;
    }

    private Duration deliver(Standing standing, ChangeAnswer.Page page) throws InterruptedException {
        return switch (receiver.deliver(new Delivery(subscription, page))) {
            case Receiver.Outcome.Taken taken -> {
                kept = Optional.empty();
                standings.save(subscription.name(), standing.taken(page.next(), page.changes().size(), page.more(), clock.instant()));
                yield page.more() ? Duration.ZERO : BEAT;
            }
            case Receiver.Outcome.NotTaken not -> {
                kept = Optional.of(page);
                yield failed(standing, not.why(), not.notBefore());
            }
            case Receiver.Outcome.Gone gone -> pause(standing, gone.why());
        };
    }

    private Duration failed(Standing standing, String why, Optional<Duration> notBefore) {
        Instant now = clock.instant();
        Standing failed = standing.failed(why, now);
        Standing.Failure failure = failed.failure().orElseThrow();
        if (Duration.between(failure.since(), now).compareTo(subscription.patience()) > 0) {
            return pause(failed, "not taken for " + subscription.patience().toHours() + " hours; last: " + why);
        }
        standings.save(subscription.name(), failed);
        Duration backOff = SHORTEST.multipliedBy(1L << Math.min(failure.attempts() - 1, 10));
        Duration longer = notBefore.filter(asked -> asked.compareTo(backOff) > 0).orElse(backOff);
        return longer.compareTo(LONGEST) > 0 ? LONGEST : longer;
    }

    private Duration pause(Standing standing, String why) {
        kept = Optional.empty();
        events.paused(subscription, why);
        standings.save(subscription.name(), standing.paused(why));
        return BEAT;
    }
}
