package datong.subscription;

import datong.audit.AuditEvent;
import datong.audit.AuditLog;
import datong.policy.Subject;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Writes what became of a subscription; what it delivered stands with each delivery. */
final class SubscriptionEvents {
    private final AuditLog log;
    private final Supplier<String> ids;
    private final Clock clock;

    SubscriptionEvents(AuditLog log, Supplier<String> ids, Clock clock) {
        this.log = log;
        this.ids = ids;
        this.clock = clock;
    }

    void paused(Subscription subscription, String why) {
        write("SUBSCRIPTION_PAUSED", "hub", "", subscription, Map.of("subscription", subscription.name(), "why", why));
    }

    void resumed(Subscription subscription, boolean anew, Subject by) {
        write("SUBSCRIPTION_RESUMED", by.id(), by.organisation(), subscription, Map.of("subscription", subscription.name(), "anew", String.valueOf(anew)));
    }

    private void write(String kind, String actor, String organisation, Subscription subscription, Map<String, String> details) {
        log.append(new AuditEvent(ids.get(), clock.instant(), kind, actor, organisation, "", "", subscription.purpose(), "", subscription.dataset().value(), List.of(), "", 0, 0, "DONE", "",
                List.of(), "", "", "", details));
    }
}
