package datong.intake;

import datong.audit.AuditEvent;
import datong.audit.AuditLog;
import datong.classification.PersonalDataScanner;
import datong.intake.VerificationRequest.Answer;
import datong.intake.VerificationRequest.State;
import datong.intake.VerificationRequest.Verdict;
import datong.mapping.Mapping;
import datong.mapping.Mappings;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Sends quarantined records back to the department that delivered them, takes its answer, and closes the matter. Every step is audited first. */
public final class Verifying {
    /** The law's limit for an answer (decree 809 Art. 26). */
    public static final int USUAL_DAYS = 10;
    private static final int MOST_RECORDS = 10_000;
    private static final int MOST_DAYS = 60;
    private static final int LONGEST_NOTE = 500;
    private static final ZoneId DISTRICT = ZoneId.of("Asia/Shanghai");
    private final VerificationRequests requests;
    private final Mappings mappings;
    private final PersonalDataScanner scanner;
    private final Deadline deadline;
    private final AuditLog log;
    private final Supplier<String> ids;
    private final Clock clock;

    public Verifying(VerificationRequests requests, Mappings mappings, PersonalDataScanner scanner, Deadline deadline, AuditLog log, Supplier<String> ids, Clock clock) {
        this.requests = requests;
        this.mappings = mappings;
        this.scanner = scanner;
        this.deadline = deadline;
        this.log = log;
        this.ids = ids;
        this.clock = clock;
    }

    /** The day that many working days after the given one; empty if no calendar tells. */
    @FunctionalInterface
    public interface Deadline {
        Optional<LocalDate> after(LocalDate day, int workingDays);
    }

    /** Who acts: a steward, or a department's system. */
    public record Actor(String id, String organisation) {}

    /** @param column of the first reason; the empty text: of no column */
    public record Group(String source, String rule, String column) {}

    public sealed interface Result {
        record Done(VerificationRequest request) implements Result {}

        /** Nothing was changed. @param rule says why, e.g. {@code VERIFY_NOTE} */
        record Refused(String rule) implements Result {}
    }

    /** To the provider that the mapping in force names. */
    public Result send(Group group, String note, int workingDays, Actor actor) {
        Optional<Mapping> mapping = mappings.find(group.source());
        LocalDate today = today();
        Optional<LocalDate> due = workingDays < 1 || workingDays > MOST_DAYS ? Optional.empty() : deadline.after(today, workingDays);
        Optional<String> refusal = mapping.isEmpty() ? Optional.of("VERIFY_NO_MAPPING") : workingDays < 1 || workingDays > MOST_DAYS ? Optional.of("VERIFY_DAYS")
                : due.isEmpty() ? Optional.of("VERIFY_NO_CALENDAR") : noteRefused(note);
        if (refusal.isPresent()) {
            return new Result.Refused(refusal.get());
        }
        VerificationRequest request = new VerificationRequest(ids.get(), group.source(), mapping.get().terms().provider(), group.rule(), group.column(), 0, note, actor.id(),
                clock.instant(), due.get(), Optional.empty(), Optional.empty());
        log.append(event("VERIFICATION_SENT", request, actor, 0, Map.of("rule", group.rule(), "column", group.column(), "due", due.get().toString(), "provider", request.provider())));
        return requests.send(request, MOST_RECORDS) == 0 ? new Result.Refused("VERIFY_NONE_OPEN") : new Result.Done(requests.find(request.id()).orElseThrow());
    }

    /** What the department finds; another department's request is not there for it. */
    public Optional<Result> answer(String id, Verdict verdict, String note, Actor actor) {
        return ofProvider(id, actor.organisation()).map(request -> answer(request, verdict, note, actor));
    }

    private Result answer(VerificationRequest request, Verdict verdict, String note, Actor actor) {
        Optional<String> refusal = request.state() != State.SENT ? Optional.of("VERIFY_ANSWERED") : noteRefused(note);
        if (refusal.isPresent()) {
            return new Result.Refused(refusal.get());
        }
        log.append(event("VERIFICATION_ANSWERED", request, actor, request.records(), Map.of("verdict", verdict.name())));
        boolean first = requests.answer(request.id(), new Answer(verdict, note, actor.id(), clock.instant()));
        return first ? new Result.Done(requests.find(request.id()).orElseThrow()) : new Result.Refused("VERIFY_ANSWERED");
    }

    /** @param settled the records that still wait are left behind, since the source delivers right ones; else they are open again */
    public Result close(String id, boolean settled, Actor actor) {
        Optional<VerificationRequest> request = requests.find(id).filter(found -> found.state() != State.CLOSED);
        if (request.isEmpty()) {
            return new Result.Refused("VERIFY_CLOSED");
        }
        log.append(event("VERIFICATION_CLOSED", request.get(), actor, request.get().records(), Map.of("settled", String.valueOf(settled))));
        boolean first = requests.close(id, actor.id(), clock.instant(), settled);
        return first ? new Result.Done(requests.find(id).orElseThrow()) : new Result.Refused("VERIFY_CLOSED");
    }

    /** Noted before its records are shown or handed out. */
    public void shown(VerificationRequest request, Actor actor) {
        log.append(event("VERIFICATION_SHOWN", request, actor, request.records(), Map.of()));
    }

    /** Noted before a department is told of its requests. */
    public List<VerificationRequest> ofProvider(Actor actor, int most) {
        List<VerificationRequest> own = requests.all(Optional.empty(), Optional.of(actor.organisation()), most);
        log.append(new AuditEvent(ids.get(), clock.instant(), "VERIFICATION_LISTED", actor.id(), actor.organisation(), "", "", "", "", "", List.of(), "", own.size(), 0,
                "PERMITTED", "provider-of-source", List.of(), "", "", "", Map.of()));
        return own;
    }

    public Optional<VerificationRequest> ofProvider(String id, String organisation) {
        return requests.find(id).filter(request -> !organisation.isEmpty() && request.provider().equals(organisation));
    }

    public List<VerificationRequest> all(Optional<String> source, int most) {
        return requests.all(source, Optional.empty(), most);
    }

    public Optional<VerificationRequest> find(String id) {
        return requests.find(id);
    }

    public List<String> records(String id) {
        return requests.records(id);
    }

    public LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), DISTRICT);
    }

    /** Others read it than those who may see the records. */
    private Optional<String> noteRefused(String note) {
        if (note.isBlank() || note.length() > LONGEST_NOTE || note.indexOf('\0') >= 0) {
            return Optional.of("VERIFY_NOTE");
        }
        return scanner.scan(note).isEmpty() ? Optional.empty() : Optional.of("VERIFY_NOTE_PERSONAL");
    }

    private AuditEvent event(String kind, VerificationRequest request, Actor actor, long records, Map<String, String> further) {
        Map<String, String> details = new java.util.TreeMap<>(further);
        details.put("request", request.id());
        String rule = kind.equals("VERIFICATION_ANSWERED") || request.provider().equals(actor.organisation()) && kind.equals("VERIFICATION_SHOWN") ? "provider-of-source" : "steward-of-source";
        return new AuditEvent(ids.get(), clock.instant(), kind, actor.id(), actor.organisation(), "", "", "", "", request.source(), List.of(), "", records, 0, "PERMITTED", rule,
                List.of(), "", "", "", details);
    }
}
