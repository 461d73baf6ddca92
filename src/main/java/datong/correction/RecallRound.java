package datong.correction;

import datong.ledger.SubjectId;
import datong.policy.Subject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Looks at all disputes once: which limits come near or are missed, who else received a value that was corrected, and whether corrected values still stand.
 * Everything it finds is recorded once, whatever it is cut off in.
 */
public final class RecallRound {
    private static final Subject HUB = new Subject("hub", Subject.Kind.SYSTEM, "hub", "", "", Set.of(), Set.of());
    private static final Correcting.Actor ITSELF = new Correcting.Actor("hub", "");
    /** An answer that was being read when the value was corrected is in the log by then. */
    private static final Duration UNDER_WAY = Duration.ofMinutes(10);
    private final Disputes disputes;
    private final Amendments amendments;
    private final Correcting correcting;
    private final Recipients recipients;
    private final AnswerLog log;
    private final Supplier<CorrectionDesk.Clocks> clocks;
    private final CorrectionEvents events;
    private final Clock clock;

    public RecallRound(Disputes disputes, Amendments amendments, Correcting correcting, Recipients recipients, AnswerLog log, Supplier<CorrectionDesk.Clocks> clocks,
            CorrectionEvents events, Clock clock) {
        this.disputes = disputes;
        this.amendments = amendments;
        this.correcting = correcting;
        this.recipients = recipients;
        this.log = log;
        this.clocks = clocks;
        this.events = events;
        this.clock = clock;
    }

    public synchronized void look() {
        Instant now = clock.instant();
        disputes.open().forEach(dispute -> judge(dispute, now));
        amendments.overwritten().forEach(this::restore);
        disputes.searching().forEach(search -> search(search, now));
        disputes.unacknowledged().stream().filter(recall -> recall.late(now))
                .forEach(recall -> disputes.overdue(recall, now, events.of("RECALL_OVERDUE", recall, HUB, Map.of("due", recall.dueAt().toString()))));
    }

    private void judge(Dispute dispute, Instant now) {
        if (dispute.late(now) && dispute.breached().isEmpty()) {
            disputes.breached(dispute, now, events.of("DISPUTE_BREACH", dispute, HUB, Map.of("clock", CorrectionDesk.VERIFY, "violation", dispute.violation(), "responsible", dispute.owner(),
                    "due", dispute.dueAt().toString())));
        } else if (!now.isBefore(dispute.warnAt()) && dispute.warned().isEmpty() && dispute.breached().isEmpty()) {
            disputes.warned(dispute, now, events.of("DISPUTE_WARNING", dispute, HUB, Map.of("clock", CorrectionDesk.VERIFY, "due", dispute.dueAt().toString())));
        }
    }

    private void search(Disputes.Search begun, Instant now) {
        Dispute dispute = begun.dispute();
        SubjectId subject = disputes.subject(dispute);
        Instant since = correcting.since(dispute.cell());
        boolean settled = !now.isBefore(dispute.answer().orElseThrow().at().plus(UNDER_WAY));
        Disputes.Search search = begun;
        for (boolean end = false; !end; ) {
            AnswerLog.Portion portion = log.of(dispute.cell().dataset().value(), since, search.from());
            end = portion.end();
            disputes.found(search, recalls(dispute, recipients.among(portion.events(), dispute.cell(), subject), now), portion.next(), settled && end,
                    recall -> events.of("RECALL_NOTICED", recall, HUB, Map.of("certain", String.valueOf(recall.certain()), "due", recall.dueAt().toString())));
            search = new Disputes.Search(dispute, portion.next());
        }
    }

    private List<Recall> recalls(Dispute dispute, Map<String, Recipients.Receipt> receipts, Instant now) {
        CorrectionDesk.Clocks running = clocks.get();
        Instant due = running.recall().due(now, 0, running.days());
        return receipts.entrySet().stream().filter(entry -> !entry.getKey().equals(dispute.owner()))
                .map(entry -> new Recall(events.ids().get(), dispute, entry.getKey(), entry.getValue().certain(), entry.getValue().answers(), entry.getValue().first(),
                        entry.getValue().last(), now, due, Optional.empty(), Optional.empty())).toList();
    }

    /** A delivery that was under way wrote the wrong value again, or its source knows better now. */
    private void restore(Amendments.Overwritten one) {
        Optional<Correcting.Held> held = correcting.held(one.dispute().cell());
        if (held.isEmpty() || held.get().corrected(one.dispute().cell().item())) {
            held.ifPresent(still -> amendments.stands(one.dispute().id(), still.trace().versions().getFirst().arrival().batch()));
            return;
        }
        Optional<Optional<Object>> right = amendments.right(one.dispute(), one.subject());
        boolean wrong = amendments.wrong(one.dispute(), held.get().value(one.dispute().cell().item()));
        if (wrong && right.isPresent()) {
            correcting.again(one.dispute(), held.get(), right.get().orElse(null), ITSELF);
        } else {
            amendments.over(one.dispute().id(), clock.instant(), events.of("CORRECTION_OVER", one.dispute(), HUB, Map.of()));
        }
    }
}
