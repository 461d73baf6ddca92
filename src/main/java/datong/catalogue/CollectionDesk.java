package datong.catalogue;

import datong.audit.AuditEvent;
import datong.audit.AuditLog;
import datong.policy.Subject;
import datong.schema.Dataset;
import datong.schema.ItemDefinition;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Checks what departments want to collect, keeps what was found, and lets it begin once it is justified. Each step is audited before it is kept. */
public final class CollectionDesk {
    private static final int SHORTEST = 10;
    private static final int LONGEST = 500;
    private static final int LOOKED_AT = 200;
    private final BiFunction<Subject, String, List<DatasetEntry>> catalogue;
    private final CollectionCheck check;
    private final CollectionNotes notes;
    private final AuditLog log;
    private final Predicate<String> personal;
    private final Supplier<String> ids;
    private final Clock clock;

    /**
     * @param catalogue what a subject at an address may know of, reading it audited
     * @param personal whether a text holds personal data, which a justification must not
     */
    public CollectionDesk(BiFunction<Subject, String, List<DatasetEntry>> catalogue, CollectionCheck check, CollectionNotes notes, AuditLog log, Predicate<String> personal, Supplier<String> ids, Clock clock) {
        this.catalogue = catalogue;
        this.check = check;
        this.notes = notes;
        this.log = log;
        this.personal = personal;
        this.ids = ids;
        this.clock = clock;
    }

    /** What came of a check. @param note empty if nothing can be had by sharing */
    public record Checked(CollectionCheck.Result result, Optional<CollectionNotes.Note> note) {}

    /** Against what the subject may know of. */
    public Checked check(Subject subject, String name, List<String> columns, String clientAddress) {
        return kept(subject, check.check(name, columns, catalogue.apply(subject, clientAddress)), columns, clientAddress);
    }

    /**
     * Of a dataset that is about to be announced or fed. Empty if nothing of it can be had by sharing; what was justified before for the same items stays so.
     *
     * @param items of the dataset
     */
    public Optional<CollectionNotes.Note> registered(Subject subject, Dataset dataset, List<ItemDefinition> items, String clientAddress) {
        CollectionCheck.Result result = CollectionCheck.check(dataset, items, catalogue.apply(subject, clientAddress));
        List<String> found = result.duplicates().stream().map(CollectionDesk::words).toList();
        return notes.newest(Optional.of(subject.organisation()), LOOKED_AT).stream().filter(note -> note.name().equals(result.name()) && note.duplicates().equals(found)).findFirst()
                .or(() -> kept(subject, result, items.stream().map(ItemDefinition::chinese).toList(), clientAddress).note());
    }

    private Checked kept(Subject subject, CollectionCheck.Result result, List<String> columns, String clientAddress) {
        if (result.duplicates().isEmpty()) {
            note(ids.get(), subject, "NONE", 0, clientAddress);
            return new Checked(result, Optional.empty());
        }
        CollectionNotes.Note note = new CollectionNotes.Note(ids.get(), clock.instant(), subject.id(), subject.organisation(), result.name(), columns,
                result.duplicates().stream().map(CollectionDesk::words).toList(), Optional.empty());
        note(note.id(), subject, "FOUND", result.duplicates().size(), clientAddress);
        notes.add(note);
        return new Checked(result, Optional.of(note));
    }

    private static String words(CollectionCheck.Duplicate duplicate) {
        return duplicate.item().name() + ": " + String.join(", ", duplicate.sources().stream().map(entry -> entry.dataset().code().value()).toList());
    }

    /** Why a justification is not taken. */
    public enum Refusal { TOO_SHORT, PERSONAL, NOT_YOURS, BEFORE }

    /** Empty if it was taken. */
    public Optional<Refusal> justify(Subject subject, String id, String why, String clientAddress) {
        Optional<CollectionNotes.Note> note = notes.find(id).filter(found -> found.organisation().equals(subject.organisation()));
        if (note.isEmpty()) {
            return Optional.of(Refusal.NOT_YOURS);
        }
        if (why.strip().length() < SHORTEST || why.length() > LONGEST) {
            return Optional.of(Refusal.TOO_SHORT);
        }
        if (personal.test(why)) {
            return Optional.of(Refusal.PERSONAL);
        }
        note(id, subject, "JUSTIFIED", note.get().duplicates().size(), clientAddress);
        return notes.justify(note.get().justified(why.strip())) ? Optional.empty() : Optional.of(Refusal.BEFORE);
    }

    public Optional<CollectionNotes.Note> find(String id) {
        return notes.find(id);
    }

    /** The authority sees those of all departments. */
    public List<CollectionNotes.Note> newest(Optional<String> organisation, int most) {
        return notes.newest(organisation, most);
    }

    private void note(String check, Subject subject, String decision, int duplicates, String clientAddress) {
        log.append(new AuditEvent(ids.get(), clock.instant(), "DUPLICATE_COLLECTION", subject.id(), subject.organisation(), "", "", "", "", "", List.of(), "", 0, 0, decision, "R-809-11",
                List.of(), "", clientAddress, "", Map.of("check", check, "duplicates", String.valueOf(duplicates))));
    }
}
