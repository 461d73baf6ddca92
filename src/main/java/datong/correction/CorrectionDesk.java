package datong.correction;

import datong.audit.AuditLog;
import datong.calendar.WorkingDays;
import datong.correction.Dispute.Cell;
import datong.ledger.SubjectId;
import datong.policy.Subject;
import datong.schema.Dataset;
import datong.schema.DatasetCode;
import datong.schema.Datasets;
import datong.schema.ItemDefinition;
import datong.schema.ItemName;
import datong.sharing.Parties;
import datong.sharing.StatutoryClock;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Disputes of single values: filed by who received them, answered by who answers for the item, recalled from everybody who received them too. */
public final class CorrectionDesk {
    /** Of clocks.yaml. */
    public static final String VERIFY = "CLK-VERIFY";
    public static final String RECALL = "CLK-RECALL";
    private static final int LONGEST_WORDS = 500;
    private static final int LONGEST_VALUE = 2_000;
    /** A shorter value may well be a word of a reason. */
    private static final int TELLING = 4;
    private static final Set<String> SYSTEMS = Set.of("department-system");
    private final Disputes disputes;
    private final Correcting correcting;
    private final Datasets datasets;
    private final BiFunction<Dataset, ItemName, Optional<ItemDefinition>> items;
    private final BiFunction<Dataset, ItemName, String> owners;
    private final Received received;
    private final Supplier<Clocks> clocks;
    private final Predicate<String> personal;
    private final CorrectionEvents events;
    private final AuditLog log;
    private final Runnable soon;
    private final Clock clock;

    /** Whether an organisation was ever shown the value. */
    @FunctionalInterface
    public interface Received {
        boolean by(String organisation, Cell cell, SubjectId subject, Instant since);
    }

    /** Those in force, and the days they run on. */
    public record Clocks(StatutoryClock verify, StatutoryClock recall, WorkingDays days) {}

    /**
     * @param owners credit code of the department that answers for an item; @param personal whether a text names somebody
     * @param soon sets the search for recipients going
     */
    public CorrectionDesk(Disputes disputes, Correcting correcting, Datasets datasets, BiFunction<Dataset, ItemName, Optional<ItemDefinition>> items,
            BiFunction<Dataset, ItemName, String> owners, Received received, Supplier<Clocks> clocks, Predicate<String> personal, CorrectionEvents events, AuditLog log, Runnable soon,
            Clock clock) {
        this.disputes = disputes;
        this.correcting = correcting;
        this.datasets = datasets;
        this.items = items;
        this.owners = owners;
        this.received = received;
        this.clocks = clocks;
        this.personal = personal;
        this.events = events;
        this.log = log;
        this.soon = soon;
        this.clock = clock;
    }

    /** @param proposed what is held to be right, empty if that is not known */
    public record Filing(String dataset, String record, String item, String reason, String proposed) {}

    public sealed interface Result {
        record Filed(Dispute dispute) implements Result {}

        /** Nothing was changed. @param rule key of the words for people */
        record Refused(String rule) implements Result {}
    }

    /** By a department that received the value: its system, or its sharing office. */
    public Result file(Filing filing, Subject subject) {
        if (!mayFile(subject)) {
            return new Result.Refused("NOT_YOURS");
        }
        return file(filing, "", subject, true);
    }

    private static boolean mayFile(Subject subject) {
        return !subject.organisation().isEmpty() && (subject.kind() == Subject.Kind.SYSTEM ? subject.groups().stream().anyMatch(SYSTEMS::contains) : office(subject));
    }

    private static boolean office(Subject subject) {
        return subject.kind() == Subject.Kind.PERSON && (subject.groups().contains(Parties.OFFICER) || subject.groups().contains(Parties.HEAD));
    }

    /** On behalf of a person concerned, whose request was granted. @param request its id */
    public Result handOver(Filing filing, String request, Subject steward) {
        return file(filing, request, steward, false);
    }

    private Result file(Filing filing, String onBehalf, Subject subject, boolean demandReceived) {
        Optional<Cell> cell = cell(filing);
        Optional<Correcting.Held> held = cell.flatMap(correcting::held);
        if (held.isEmpty() || demandReceived && !received.by(subject.organisation(), cell.get(), held.get().row().subject(), held.get().since())) {
            return new Result.Refused("NOT_RECEIVED");
        }
        Optional<String> refusal = refusal(filing);
        if (refusal.isPresent()) {
            return new Result.Refused(refusal.get());
        }
        Dataset dataset = datasets.find(cell.get().dataset()).orElseThrow();
        Clocks running = clocks.get();
        Instant now = clock.instant();
        Dispute dispute = new Dispute(events.ids().get(), cell.get(), subject.organisation(), subject.id(), onBehalf, filing.reason().strip(), owners.apply(dataset, cell.get().item()), now,
                running.verify().warn(now, 0, running.days()), running.verify().due(now, 0, running.days()), running.verify().violation(), Dispute.State.OPEN, Optional.empty(),
                Optional.empty(), Optional.empty());
        Disputes.Seen seen = new Disputes.Seen(held.get().row().subject(), held.get().value(cell.get().item()), filing.proposed().strip());
        boolean first = disputes.file(dispute, seen, events.of("DISPUTE_FILED", dispute, subject, Map.of("due", dispute.dueAt().toString())));
        return first ? new Result.Filed(dispute) : new Result.Refused("DISPUTED_ALREADY");
    }

    /** Empty also for an item that the dataset does not have. */
    private Optional<Cell> cell(Filing filing) {
        if (!filing.dataset().matches("[a-z0-9][a-z0-9.-]{0,63}") || !filing.item().matches("[a-z][a-z0-9_]{0,62}") || !filing.record().matches("[0-7][0-9A-HJKMNP-TV-Z]{25}")) {
            return Optional.empty();
        }
        ItemName item = new ItemName(filing.item());
        return datasets.find(new DatasetCode(filing.dataset())).filter(dataset -> dataset.items().contains(item))
                .map(dataset -> new Cell(filing.record(), dataset.code(), dataset.element(), item));
    }

    /** Others read the reason than those who may see the value. */
    private Optional<String> refusal(Filing filing) {
        String proposed = filing.proposed().strip();
        return unfit(filing.reason()).or(() -> proposed.length() > LONGEST_VALUE || proposed.indexOf('\0') >= 0 ? Optional.of("VALUE")
                : proposed.length() >= TELLING && filing.reason().contains(proposed) ? Optional.of("PERSONAL") : Optional.empty());
    }

    private Optional<String> unfit(String words) {
        return words.isBlank() || words.length() > LONGEST_WORDS || words.indexOf('\0') >= 0 ? Optional.of("WORDS") : personal.test(words) ? Optional.of("PERSONAL") : Optional.empty();
    }

    /** The owner's office puts the value right. @param text the right value; blank for none. @param words may be empty */
    public Result correct(String id, String text, String words, Subject subject) {
        return decided(id, subject, dispute -> {
            String given = text.strip();
            Optional<String> unfit = words.isBlank() ? Optional.empty() : unfit(words).or(() -> given.length() >= TELLING && words.contains(given) ? Optional.of("PERSONAL") : Optional.empty());
            if (unfit.isPresent()) {
                return unfit;
            }
            Optional<Object> right = given.length() > LONGEST_VALUE || given.indexOf('\0') >= 0 ? Optional.empty() : item(dispute).flatMap(item -> Values.written(item, given));
            if (!given.isEmpty() && right.isEmpty()) {
                return Optional.of("VALUE");
            }
            return correcting.write(dispute, given.isEmpty() ? null : right.get(), new Correcting.Actor(subject.id(), subject.organisation()), disputes::seen)
                    .or(() -> answer(dispute, Dispute.State.CORRECTED, words.strip(), subject));
        });
    }

    /** The owner's office says why it is right as it is. */
    public Result reject(String id, String words, Subject subject) {
        return decided(id, subject, dispute -> unfit(words).or(() -> answer(dispute, Dispute.State.REJECTED, words.strip(), subject)));
    }

    private interface Decision {
        Optional<String> refused(Dispute dispute);
    }

    /** One after the other: of two who answer at once the second must not have written its value before it is told that it comes too late. */
    private synchronized Result decided(String id, Subject subject, Decision decision) {
        Optional<Dispute> dispute = find(id, subject).filter(found -> answers(found, subject));
        Optional<String> refusal = dispute.isEmpty() ? Optional.of("NOT_YOURS") : dispute.get().state() != Dispute.State.OPEN ? Optional.of("ANSWERED")
                : dispute.get().filedBy().equals(subject.id()) ? Optional.of("SAME_PERSON") : decision.refused(dispute.get());
        soon.run();
        return refusal.<Result>map(Result.Refused::new).orElseGet(() -> new Result.Filed(disputes.find(id).orElseThrow()));
    }

    /** Whether the subject speaks for the department that answers for the item. */
    public static boolean answers(Dispute dispute, Subject subject) {
        return office(subject) && subject.organisation().equals(dispute.owner());
    }

    private Optional<String> answer(Dispute dispute, Dispute.State state, String words, Subject subject) {
        Dispute answered = dispute.answered(state, new Dispute.Answer(subject.id(), clock.instant(), words));
        boolean first = disputes.answer(answered, events.of("DISPUTE_" + state, answered, subject, Map.of("late", String.valueOf(answered.late(clock.instant())))));
        return first ? Optional.empty() : Optional.of("ANSWERED");
    }

    public Optional<ItemDefinition> item(Dispute dispute) {
        return datasets.find(dispute.cell().dataset()).flatMap(dataset -> items.apply(dataset, dispute.cell().item()));
    }

    /** What stands in the ledger now. Noted before it is shown; for the owner's office only, which masks it by its level. */
    public Shown shown(Dispute dispute, Subject subject) {
        log.append(events.of("DISPUTE_SHOWN", dispute, subject, Map.of()));
        return new Shown(correcting.held(dispute.cell()).map(held -> held.value(dispute.cell().item())), disputes.proposed(dispute));
    }

    /** @param now empty if there is none, or the record is gone; @param proposed in clear */
    public record Shown(Optional<Object> now, Optional<String> proposed) {}

    /** Empty also for one that is none of the subject's business. */
    public Optional<Dispute> find(String id, Subject subject) {
        return disputes.find(id).filter(dispute -> all(subject) || mayFile(subject) && Set.of(dispute.demander(), dispute.owner()).contains(subject.organisation()));
    }

    /** The authority and auditors see those of all departments. */
    private static boolean all(Subject subject) {
        return subject.groups().contains(Parties.AUTHORITY) || subject.groups().contains("auditor");
    }

    /** The newest first. */
    public List<Dispute> newest(Subject subject, int most) {
        return all(subject) ? disputes.newest(Optional.empty(), most) : mayFile(subject) ? disputes.newest(Optional.of(subject.organisation()), most) : List.of();
    }

    public List<Dispute> onBehalf(String request) {
        return disputes.onBehalf(request);
    }

    public List<Recall> recallsOf(Dispute dispute, Subject subject) {
        return disputes.recallsOf(dispute.id()).stream().filter(recall -> all(subject) || answers(dispute, subject) || recall.organisation().equals(subject.organisation())).toList();
    }

    /** What the subject's department has to put right at its own side, the newest first; noted before it is told. */
    public List<Recall> recalls(Subject subject, int most) {
        List<Recall> recalls = all(subject) ? disputes.recalls(Optional.empty(), most) : mayFile(subject) ? disputes.recalls(Optional.of(subject.organisation()), most) : List.of();
        log.append(events.listed("RECALL_LISTED", subject, recalls.size()));
        return recalls;
    }

    public sealed interface Acknowledged {
        record Done(Recall recall) implements Acknowledged {}

        record Refused(String rule) implements Acknowledged {}
    }

    /** The recipient says what became of the old value. @param words may be empty */
    public Acknowledged acknowledge(String id, Recall.Deed deed, String words, Subject subject) {
        Optional<Recall> recall = disputes.recall(id).filter(found -> mayFile(subject) && found.organisation().equals(subject.organisation()));
        Optional<String> refusal = recall.isEmpty() ? Optional.of("NOT_YOURS") : recall.get().acknowledgement().isPresent() ? Optional.of("ACKNOWLEDGED")
                : words.isBlank() ? Optional.empty() : unfit(words);
        if (refusal.isPresent()) {
            return new Acknowledged.Refused(refusal.get());
        }
        Recall.Acknowledgement word = new Recall.Acknowledgement(deed, words.strip(), subject.id(), clock.instant());
        boolean first = disputes.acknowledge(recall.get(), word, events.of("RECALL_ACKNOWLEDGED", recall.get(), subject, Map.of("deed", deed.name(), "late", String.valueOf(recall.get().late(clock.instant())))));
        return first ? new Acknowledged.Done(disputes.recall(id).orElseThrow()) : new Acknowledged.Refused("ACKNOWLEDGED");
    }

    public Instant now() {
        return clock.instant();
    }
}
