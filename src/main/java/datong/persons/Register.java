package datong.persons;

import datong.approval.TwoPersons.Person;
import datong.audit.AuditEvent;
import datong.audit.AuditLog;
import datong.calendar.WorkingDays;
import datong.ledger.Concerned;
import datong.ledger.Restrictions;
import datong.persons.PersonRequest.Proof;
import datong.persons.PersonRequest.State;
import datong.persons.PersonRequest.Type;
import datong.sharing.StatutoryClock;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * The requests of the persons concerned, from the day they came to the answer. Every step is in the audit log before it is taken.
 *
 * <p>Promise: nothing is granted to somebody who has not shown who they are, and nothing is refused without a reason and the exemption it rests on.
 */
public final class Register {
    /** Of clocks.yaml: the target is where its warning begins. */
    public static final String CLOCK = "CLK-DSR";
    private static final int LONGEST = 500;
    private static final Duration OLDEST = Duration.ofDays(366);
    private final PersonRequests requests;
    private final Finding finding;
    private final Restrictions restrictions;
    private final Accesses accesses;
    private final Supplier<Running> clocks;
    private final Predicate<String> personal;
    private final AuditLog log;
    private final Supplier<String> ids;
    private final Clock clock;

    /** The clock in force. */
    public record Running(StatutoryClock clock, WorkingDays days) {}

    /** @param personal whether a text names somebody; @param ids a new ULID each time */
    public Register(PersonRequests requests, Finding finding, Restrictions restrictions, Accesses accesses, Supplier<Running> clocks, Predicate<String> personal, AuditLog log, Supplier<String> ids,
            Clock clock) {
        this.requests = requests;
        this.finding = finding;
        this.restrictions = restrictions;
        this.accesses = accesses;
        this.clocks = clocks;
        this.personal = personal;
        this.log = log;
        this.ids = ids;
        this.clock = clock;
    }

    public sealed interface Result {
        record Done(PersonRequest request) implements Result {}

        /** Nothing was changed. @param rule key of the words for people */
        record Refused(String rule) implements Result {}
    }

    public Instant now() {
        return clock.instant();
    }

    public List<PersonRequest> pressing(int most) {
        return requests.pressing(most);
    }

    public Optional<PersonRequest> find(String id) {
        return requests.find(id);
    }

    /** Who it is; empty until it is said, and once the request is over. */
    public Optional<Concerned> person(String id) {
        return requests.person(id);
    }

    /** @param receivedAt when the person asked, on whatever way; the clock runs from then on */
    public Result receive(Type type, Proof proof, Instant receivedAt, Person by) {
        Instant now = clock.instant();
        if (receivedAt.isAfter(now) || receivedAt.isBefore(now.minus(OLDEST))) {
            return new Result.Refused("RECEIVED");
        }
        Running running = clocks.get();
        PersonRequest request = new PersonRequest(ids.get(), type, proof, receivedAt, running.clock().warn(receivedAt, 0, running.days()), running.clock().due(receivedAt, 0, running.days()),
                by.id(), State.RECEIVED, Optional.empty(), Optional.empty(), Optional.empty(), "", "", Optional.empty());
        note("RECEIVED", request, by, 0, Map.of("proof", proof.name(), "received", receivedAt.toString(), "due", request.dueAt().toString()));
        requests.enter(request);
        return new Result.Done(request);
    }

    /** Who may be meant: a look at records, so it is noted. */
    public List<Candidate> candidates(PersonRequest request, Sought sought, Person by) {
        note("SOUGHT", request, by, 0, Map.of("by", sought.toString()));
        List<Candidate> candidates = finding.candidates(sought);
        note("CANDIDATES", request, by, candidates.stream().mapToInt(Candidate::records).sum(), Map.of("candidates", String.valueOf(candidates.size())));
        return candidates;
    }

    /** A human's word on who it is. */
    public Result name(String id, Concerned person, Person by) {
        Optional<PersonRequest> request = in(id, State.RECEIVED);
        if (request.isEmpty()) {
            return new Result.Refused("NOT_OPEN");
        }
        int records = finding.records(person);
        note("NAMED", request.get(), by, records, Map.of("person", person.toString(), "subjects", person.keys()));
        return requests.name(id, person, records) ? done(id) : new Result.Refused("NOT_OPEN");
    }

    /** @param article the exemption that a refusal rests on, empty for a yes */
    public Result decide(String id, boolean granted, String reason, String article, Person by) {
        Optional<PersonRequest> request = in(id, State.RECEIVED);
        Optional<String> refusal = request.isEmpty() ? Optional.of("NOT_OPEN")
                : reason.isBlank() ? Optional.of("REASON")
                : unfit(reason).or(() -> unfit(article)).or(() -> granted ? missingForYes(request.get()) : article.isBlank() ? Optional.of("ARTICLE") : Optional.empty());
        if (refusal.isPresent()) {
            return new Result.Refused(refusal.get());
        }
        State state = granted ? State.GRANTED : State.REFUSED;
        note(state.name(), request.get(), by, 0, Map.of("reason", reason, "article", article));
        if (granted && request.get().type() == Type.RESTRICT) {
            requests.person(id).ifPresent(person -> restrictions.put(id, finding.subjects(person), clock.instant()));
        }
        if (!requests.decide(id, state, by.id(), clock.instant(), reason, article)) {
            requests.find(id).filter(decided -> decided.state() == State.REFUSED).ifPresent(refused -> restrictions.lift(id, clock.instant()));
            return new Result.Refused("NOT_OPEN");
        }
        if (!granted) {
            restrictions.lift(id, clock.instant());
            requests.forget(id);
        }
        return done(id);
    }

    /** Since when the person's records are withheld, if they are. */
    public Optional<Restrictions.Standing> restriction(String id) {
        return restrictions.of(id);
    }

    /** The person's records are shown again: because they want it, or because a law does. */
    public Result lift(String id, String reason, Person by) {
        Optional<PersonRequest> request = requests.find(id).filter(known -> known.state() != State.RECEIVED && restrictions.of(id).isPresent());
        Optional<String> refusal = request.isEmpty() ? Optional.of("NOT_RESTRICTED") : reason.isBlank() ? Optional.of("REASON") : unfit(reason);
        if (refusal.isPresent()) {
            return new Result.Refused(refusal.get());
        }
        note("LIFTED", request.get(), by, 0, Map.of("reason", reason));
        return restrictions.lift(id, clock.instant()) ? done(id) : new Result.Refused("NOT_RESTRICTED");
    }

    private Optional<String> unfit(String text) {
        return text.length() > LONGEST ? Optional.of("REASON") : personal.test(text) ? Optional.of("PERSONAL") : Optional.empty();
    }

    private static Optional<String> missingForYes(PersonRequest request) {
        return !request.proof().enough() ? Optional.of("PROOF") : request.records().isEmpty() ? Optional.of("PERSON") : Optional.empty();
    }

    /** What the person may know; it is noted before it is shown. Empty if the request is not granted, or asks for something else. */
    public Optional<Receipt> receipt(PersonRequest request, Person by) {
        return person(request.id()).filter(known -> request.state() == State.GRANTED && request.type().shows()).map(known -> {
            Accesses.Seen seen = accesses.of(finding.subjects(known));
            List<Receipt.Kept> kept = finding.kept(known);
            note("RECEIPT", request, by, kept.size(), Map.of("accesses", String.valueOf(seen.accesses().size()), "events", String.valueOf(seen.events())));
            return new Receipt(clock.instant(), kept, finding.records(known) > PersonFinder.MOST_KEPT, seen.accesses(), seen.uncovered(), seen.events());
        });
    }

    /** The person's records, for a correction that was granted; noted before they are shown. Empty if nothing of that kind was. */
    public List<Receipt.Kept> toCorrect(PersonRequest request, Person by) {
        boolean granted = request.state() == State.GRANTED && request.type() == Type.CORRECT;
        return granted ? person(request.id()).map(known -> {
            List<Receipt.Kept> kept = finding.kept(known);
            note("KEPT", request, by, kept.size(), Map.of());
            return kept;
        }).orElse(List.of()) : List.of();
    }

    /** The person has their answer; who it was is forgotten. */
    public Result close(String id, Person by) {
        Optional<PersonRequest> request = in(id, State.GRANTED);
        if (request.isEmpty()) {
            return new Result.Refused("NOT_GRANTED");
        }
        note("DONE", request.get(), by, 0, Map.of("late", String.valueOf(request.get().late(clock.instant()))));
        if (!requests.done(id, clock.instant())) {
            return new Result.Refused("NOT_GRANTED");
        }
        requests.forget(id);
        return done(id);
    }

    private Optional<PersonRequest> in(String id, State state) {
        return requests.find(id).filter(request -> request.state() == state);
    }

    private Result.Done done(String id) {
        return new Result.Done(requests.find(id).orElseThrow());
    }

    private void note(String step, PersonRequest request, Person by, long records, Map<String, String> further) {
        Map<String, String> details = new TreeMap<>(further);
        details.put("request", request.id());
        details.put("type", request.type().name());
        log.append(new AuditEvent(ids.get(), clock.instant(), "PERSON_REQUEST_" + step, by.id(), by.organisation(), request.id(), "", "", "", "", List.of(), "", records, 0,
                step.equals("REFUSED") ? "DENIED" : "DONE", "PERSON_REQUEST", List.of(), "", "", "", details));
    }
}
