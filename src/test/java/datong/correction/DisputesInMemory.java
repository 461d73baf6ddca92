package datong.correction;

import datong.audit.AuditEvent;
import datong.audit.AuditLog;
import datong.calendar.WorkingDays;
import datong.intake.Stages;
import datong.ledger.Ledger;
import datong.ledger.LedgerWriter;
import datong.ledger.SubjectId;
import datong.lineage.Traces;
import datong.mapping.Mapping;
import datong.mapping.Mappings;
import datong.schema.Datasets;
import datong.schema.LedgerSchema;
import datong.sharing.StatutoryClock;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/** Disputes and recalls in maps, and every event that was written with them. */
public final class DisputesInMemory implements Disputes {
    public final Map<String, Dispute> disputes = new LinkedHashMap<>();
    public final Map<String, Recall> recalls = new LinkedHashMap<>();
    public final List<AuditEvent> events = new ArrayList<>();
    final Map<String, Seen> seen = new LinkedHashMap<>();
    final Map<String, Search> searches = new LinkedHashMap<>();

    /** A desk over these, behind which no ledger stands: nothing can be filed or corrected there. */
    public CorrectionDesk desk(Datasets datasets, LedgerSchema schema, AuditLog log, WorkingDays days, Clock clock) {
        Mappings none = new Mappings() {
            @Override
            public Optional<Mapping> find(String source) {
                return Optional.empty();
            }

            @Override
            public List<Mapping> all() {
                return List.of();
            }
        };
        AtomicInteger ids = new AtomicInteger(100);
        CorrectionEvents own = new CorrectionEvents(() -> "01K8000000000000000000C" + ids.getAndIncrement(), clock);
        Traces traces = record -> Optional.empty();
        Correcting correcting = new Correcting(traces, none, (Stages) null, (Ledger) null, (LedgerWriter) null, null, text -> text, () -> { }, clock);
        return new CorrectionDesk(this, correcting, datasets, (dataset, item) -> schema.item(dataset.element(), item), (dataset, item) -> dataset.provider(),
                (organisation, cell, subject, since) -> false, () -> clocks(days), text -> false, own, log, () -> { }, clock);
    }

    static CorrectionDesk.Clocks clocks(WorkingDays days) {
        return new CorrectionDesk.Clocks(new StatutoryClock(CorrectionDesk.VERIFY, StatutoryClock.Unit.WORKING_DAYS, 10, 0, 3, "V809-39-6", "809 Art. 26"),
                new StatutoryClock(CorrectionDesk.RECALL, StatutoryClock.Unit.WORKING_DAYS, 5, 0, 2, "", "the district's"), days);
    }

    @Override
    public boolean file(Dispute dispute, Seen what, AuditEvent event) {
        if (disputes.values().stream().anyMatch(known -> known.cell().equals(dispute.cell()) && known.demander().equals(dispute.demander()) && known.state() == Dispute.State.OPEN)) {
            return false;
        }
        seen.put(dispute.id(), what);
        return put(dispute, event);
    }

    private boolean put(Dispute dispute, AuditEvent event) {
        disputes.put(dispute.id(), dispute);
        events.add(event);
        return true;
    }

    @Override
    public boolean seen(Dispute dispute, Object value) {
        return Values.text(seen.get(dispute.id()).value()).equals(Values.text(value));
    }

    @Override
    public Optional<Dispute> find(String id) {
        return Optional.ofNullable(disputes.get(id));
    }

    @Override
    public Optional<String> proposed(Dispute dispute) {
        return Optional.ofNullable(seen.get(dispute.id())).map(Seen::proposed).filter(text -> !text.isEmpty());
    }

    @Override
    public SubjectId subject(Dispute dispute) {
        return seen.get(dispute.id()).subject();
    }

    @Override
    public List<Dispute> newest(Optional<String> organisation, int most) {
        return disputes.values().stream().filter(dispute -> organisation.isEmpty() || Set.of(dispute.demander(), dispute.owner()).contains(organisation.get())).toList().reversed();
    }

    @Override
    public List<Dispute> onBehalf(String request) {
        return disputes.values().stream().filter(dispute -> dispute.onBehalf().equals(request)).toList();
    }

    @Override
    public boolean answer(Dispute answered, AuditEvent event) {
        if (answered.state() == Dispute.State.CORRECTED) {
            searches.put(answered.id(), new Search(answered, 0));
        }
        return disputes.get(answered.id()).state() == Dispute.State.OPEN && put(answered, event);
    }

    @Override
    public List<Dispute> open() {
        return disputes.values().stream().filter(dispute -> dispute.state() == Dispute.State.OPEN).toList();
    }

    @Override
    public boolean warned(Dispute one, Instant at, AuditEvent event) {
        return put(new Dispute(one.id(), one.cell(), one.demander(), one.filedBy(), one.onBehalf(), one.reason(), one.owner(), one.filedAt(), one.warnAt(), one.dueAt(), one.violation(),
                one.state(), one.answer(), Optional.of(at), one.breached()), event);
    }

    @Override
    public boolean breached(Dispute one, Instant at, AuditEvent event) {
        return put(new Dispute(one.id(), one.cell(), one.demander(), one.filedBy(), one.onBehalf(), one.reason(), one.owner(), one.filedAt(), one.warnAt(), one.dueAt(), one.violation(),
                one.state(), one.answer(), one.warned(), Optional.of(at)), event);
    }

    @Override
    public List<Search> searching() {
        return List.copyOf(searches.values());
    }

    @Override
    public void found(Search search, List<Recall> found, long next, boolean over, Function<Recall, AuditEvent> event) {
        for (Recall recall : found) {
            if (recalls.values().stream().noneMatch(known -> known.dispute().id().equals(recall.dispute().id()) && known.organisation().equals(recall.organisation()))) {
                recalls.put(recall.id(), recall);
                events.add(event.apply(recall));
            }
        }
        searches.put(search.dispute().id(), new Search(search.dispute(), next));
        if (over) {
            searches.remove(search.dispute().id());
        }
    }

    @Override
    public Optional<Recall> recall(String id) {
        return Optional.ofNullable(recalls.get(id));
    }

    @Override
    public List<Recall> recalls(Optional<String> organisation, int most) {
        return recalls.values().stream().filter(recall -> organisation.isEmpty() || recall.organisation().equals(organisation.get())).toList();
    }

    @Override
    public List<Recall> recallsOf(String dispute) {
        return recalls.values().stream().filter(recall -> recall.dispute().id().equals(dispute)).toList();
    }

    @Override
    public List<Recall> unacknowledged() {
        return recalls.values().stream().filter(recall -> recall.acknowledgement().isEmpty() && recall.overdue().isEmpty()).toList();
    }

    @Override
    public boolean overdue(Recall one, Instant at, AuditEvent event) {
        events.add(event);
        recalls.put(one.id(), new Recall(one.id(), one.dispute(), one.organisation(), one.certain(), one.answers(), one.first(), one.last(), one.noticedAt(), one.dueAt(), Optional.of(at),
                one.acknowledgement()));
        return true;
    }

    @Override
    public boolean acknowledge(Recall one, Recall.Acknowledgement word, AuditEvent event) {
        events.add(event);
        recalls.put(one.id(), new Recall(one.id(), one.dispute(), one.organisation(), one.certain(), one.answers(), one.first(), one.last(), one.noticedAt(), one.dueAt(), one.overdue(),
                Optional.of(word)));
        return true;
    }
}
