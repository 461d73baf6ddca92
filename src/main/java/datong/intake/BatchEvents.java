package datong.intake;

import com.github.f4b6a3.ulid.UlidCreator;
import datong.audit.AuditEvent;
import datong.ledger.LedgerWriter.Balance;
import datong.ledger.LedgerWriter.OutboxEvent;
import datong.mapping.Mapping;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;

/** The audit events of intake: one a batch, in the batch's own transaction; one for each delivery that did not go through. */
public final class BatchEvents {
    private final Function<AuditEvent, String> json;
    private final Consumer<AuditEvent> log;
    private final Runnable drain;
    private final Clock clock;

    /**
     * @param json an event's canonical JSON, as the outbox keeps it
     * @param log appends an event durably
     * @param drain moves the outbox into the log, now or soon
     */
    public BatchEvents(Function<AuditEvent, String> json, Consumer<AuditEvent> log, Runnable drain, Clock clock) {
        this.json = json;
        this.log = log;
        this.drain = drain;
        this.clock = clock;
    }

    OutboxEvent batch(String id, Delivery delivery, Mapping mapping, Balance balance) {
        return event("BATCH", "hub", mapping, balance, Map.of("batch", id, "delivery", delivery.id(), "name", delivery.name()));
    }

    OutboxEvent replay(String id, String actor, Mapping mapping, Balance balance) {
        return event("REPLAY", actor, mapping, balance, Map.of("batch", id));
    }

    void committed() {
        drain.run();
    }

    void ended(Outcome outcome) {
        switch (outcome) {
            case Outcome.Done done -> drain.run();
            case Outcome.SetAside aside -> log.accept(refusal("DELIVERY_SET_ASIDE", aside.delivery(), aside.rule()));
            case Outcome.Stopped stopped -> log.accept(refusal("DELIVERY_STOPPED", stopped.delivery(), stopped.rule()));
        }
    }

    private OutboxEvent event(String kind, String actor, Mapping mapping, Balance balance, Map<String, String> names) {
        Map<String, String> details = new LinkedHashMap<>(new java.util.TreeMap<>(names));
        details.put("source", mapping.source());
        details.put("mapping", mapping.version() + " " + mapping.fingerprint());
        details.put("read", String.valueOf(balance.read()));
        details.put("stored", String.valueOf(balance.stored()));
        details.put("unchanged", String.valueOf(balance.unchanged()));
        details.put("quarantined", String.valueOf(balance.quarantined()));
        details.put("removed", String.valueOf(balance.removed()));
        String dataset = mapping.outputs().getFirst().dataset().code().value();
        AuditEvent event = event(kind, actor, dataset, mapping.terms().purpose(), balance.stored(), "DONE", "", details);
        return new OutboxEvent(event.id(), json.apply(event));
    }

    private AuditEvent refusal(String kind, String delivery, String rule) {
        return event(kind, "hub", "", "", 0, "DENIED", rule, Map.of("delivery", delivery));
    }

    private AuditEvent event(String kind, String actor, String dataset, String purpose, long records, String decision, String rule,
            Map<String, String> details) {
        return new AuditEvent(UlidCreator.getMonotonicUlid().toString(), clock.instant(), kind, actor, "", "", "", purpose, "", dataset,
                List.of(), "", records, 0, decision, rule, List.of(), "", "", "", details);
    }
}
