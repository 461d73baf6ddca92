package datong.subscription;

import datong.audit.AuditLog;
import datong.policy.Subject;
import datong.policy.Subjects;
import datong.query.ChangeQueries;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs the subscriptions in force, each by itself, and resumes those that paused. */
public final class SubscriptionDesk implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SubscriptionDesk.class);
    private static final Duration AFTER_A_FAULT = Duration.ofSeconds(30);
    private static final Duration GOODBYE = Duration.ofSeconds(5);
    private final Subscriptions subscriptions;
    private final ChangeQueries changes;
    private final Subjects subjects;
    private final Standings standings;
    private final Receiver.Maker receivers;
    private final SubscriptionEvents events;
    private final Clock clock;
    private final Map<Subscription, Thread> running = new HashMap<>();

    /** @param ids a new identifier for each audit event, a ULID */
    public SubscriptionDesk(Subscriptions subscriptions, ChangeQueries changes, Subjects subjects, Standings standings, Receiver.Maker receivers, AuditLog log, Supplier<String> ids,
            Clock clock) {
        this.subscriptions = subscriptions;
        this.changes = changes;
        this.subjects = subjects;
        this.standings = standings;
        this.receivers = receivers;
        this.events = new SubscriptionEvents(log, ids, clock);
        this.clock = clock;
    }

    /** A subscription and how far it is. */
    public record Entry(Subscription subscription, Standing standing) {
        /** What has not been delivered is at most this old; empty before the first time nothing was left. */
        public Optional<Duration> behind(java.time.Instant now) {
            return standing.caughtUpAt().map(at -> Duration.between(at, now));
        }
    }

    public List<Entry> entries() {
        return subscriptions.all().stream().map(subscription -> new Entry(subscription, standings.find(subscription.name()))).toList();
    }

    /** Starts what is in force and does not run, and stops what runs and is not in force any more. */
    public synchronized void follow() {
        List<Subscription> inForce = subscriptions.all();
        running.entrySet().stream().filter(entry -> !inForce.contains(entry.getKey())).toList().forEach(entry -> {
            entry.getValue().interrupt();
            join(entry.getValue());
            running.remove(entry.getKey());
        });
        running.values().removeIf(thread -> !thread.isAlive());
        inForce.forEach(subscription -> running.computeIfAbsent(subscription, started -> Thread.ofVirtual().name("subscription " + started.name()).start(() -> run(started))));
    }

    /** It goes on where it stood, or as if it had never run. @return whether it was paused */
    public boolean resume(Subscription subscription, boolean anew, Subject by) {
        Standing standing = standings.find(subscription.name());
        if (standing.paused().isEmpty()) {
            return false;
        }
        events.resumed(subscription, anew, by);
        standings.save(subscription.name(), standing.resumed(anew));
        return true;
    }

    private void run(Subscription subscription) {
        try (Receiver receiver = receivers.of(subscription)) {
            Deliverer deliverer = new Deliverer(subscription, changes, subjects, standings, receiver, events, clock);
            while (!Thread.currentThread().isInterrupted()) {
                Thread.sleep(rest(subscription, deliverer));
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException unreachable) {
            LOG.error("subscription {} has no way to its receiver; it is started again", subscription.name(), unreachable);
        }
    }

    private static Duration rest(Subscription subscription, Deliverer deliverer) throws InterruptedException {
        try {
            return deliverer.round();
        } catch (RuntimeException | Error fault) {
            LOG.error("subscription {} could not be carried on; it is tried again", subscription.name(), fault);
            return AFTER_A_FAULT;
        }
    }

    @Override
    public synchronized void close() {
        running.values().forEach(Thread::interrupt);
        running.values().forEach(SubscriptionDesk::join);
        running.clear();
    }

    private static void join(Thread thread) {
        try {
            thread.join(GOODBYE);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
