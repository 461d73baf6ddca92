package datong.approval;

import datong.approval.Request.State;
import datong.audit.AuditEvent;
import datong.audit.AuditLog;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One asks, another confirms within three days, then it is done. Every step is in the audit log before it is taken.
 *
 * <p>Promise: nobody asks for or confirms what is not their role's, nor confirms what they asked for themselves; nothing is done unconfirmed, late, or twice.
 */
public final class TwoPersons {
    public static final Duration TIME_TO_CONFIRM = Duration.ofHours(72);
    /** For the answers that only the asking person is shown. */
    public static final Duration TIME_TO_ANSWER = Duration.ofHours(24);
    private static final int LONGEST_REASON = 500;
    private static final Logger LOG = LoggerFactory.getLogger(TwoPersons.class);
    private final Requests requests;
    private final Map<Request.Kind, Deed> deeds;
    private final AuditLog log;
    private final Supplier<String> ids;
    private final Clock clock;
    private final Executor background;
    private final Set<String> underWay = ConcurrentHashMap.newKeySet();

    /** @param ids a new ULID each time; @param background does what takes long, one after the other */
    public TwoPersons(Requests requests, List<Deed> deeds, AuditLog log, Supplier<String> ids, Clock clock, Executor background) {
        this.requests = requests;
        this.deeds = deeds.stream().collect(Collectors.toMap(Deed::kind, Function.identity()));
        this.log = log;
        this.ids = ids;
        this.clock = clock;
        this.background = background;
    }

    /** Who acts; always a person, never a system. @param groups see {@link Request.Kind#openTo} */
    public record Person(String id, String organisation, Set<String> groups) {}

    public sealed interface Result {
        /** @param answer for the asking person's eyes, this once */
        record Done(Request request, Optional<String> answer) implements Result {}

        /** Nothing was changed. @param rule key of the words for people */
        record Refused(String rule) implements Result {}
    }

    public List<Request> newest(int most) {
        return requests.newest(most);
    }

    public Optional<Request> find(String id) {
        return requests.find(id);
    }

    public Instant now() {
        return clock.instant();
    }

    public Result ask(Request.Kind kind, Map<String, String> terms, String reason, Person person) {
        if (!kind.openTo(person.groups())) {
            return new Result.Refused("ROLE");
        }
        if (reason.isBlank() || reason.length() > LONGEST_REASON) {
            return new Result.Refused("REASON");
        }
        return switch (deeds.get(kind).check(terms)) {
            case Deed.Asked.Impossible impossible -> new Result.Refused(impossible.rule());
            case Deed.Asked.Possible(Map<String, String> about) -> {
                Instant now = clock.instant();
                Request request = new Request(ids.get(), kind, about, reason, person.id(), now, now.plus(TIME_TO_CONFIRM), State.OPEN, Optional.empty(),
                        Optional.empty(), Map.of());
                note("ASKED", request, person, Map.of());
                requests.enter(request, terms);
                yield new Result.Done(request, Optional.empty());
            }
        };
    }

    /** The second person's word; what has no answer is done with it. */
    public Result confirm(String id, Person person) {
        Optional<Request> request = requests.find(id);
        Optional<String> refusal = request.isEmpty() || request.get().state() != State.OPEN ? Optional.of("NOT_OPEN")
                : request.get().expired(clock.instant()) ? Optional.of("EXPIRED")
                : !request.get().kind().openTo(person.groups()) ? Optional.of("ROLE")
                : request.get().askedBy().equals(person.id()) ? Optional.of("SAME_PERSON") : Optional.empty();
        if (refusal.isPresent()) {
            return new Result.Refused(refusal.get());
        }
        note("CONFIRMED", request.get(), person, Map.of());
        Instant now = clock.instant();
        Instant expires = request.get().kind().answers() ? now.plus(TIME_TO_ANSWER) : request.get().expiresAt();
        if (!requests.decide(id, State.CONFIRMED, person.id(), now, expires)) {
            return new Result.Refused("NOT_OPEN");
        }
        return request.get().kind().answers() ? new Result.Done(requests.find(id).orElseThrow(), Optional.empty()) : carryOut(id, person);
    }

    /** Takes a request back, or refuses somebody else's. */
    public Result refuse(String id, Person person) {
        Optional<Request> request = requests.find(id).filter(found -> found.state() == State.OPEN);
        if (request.isEmpty()) {
            return new Result.Refused("NOT_OPEN");
        }
        if (!request.get().kind().openTo(person.groups())) {
            return new Result.Refused("ROLE");
        }
        note("REFUSED", request.get(), person, Map.of());
        if (!requests.decide(id, State.REFUSED, person.id(), clock.instant(), request.get().expiresAt())) {
            return new Result.Refused("NOT_OPEN");
        }
        requests.forgetTerms(id);
        return new Result.Done(requests.find(id).orElseThrow(), Optional.empty());
    }

    /** Does what was confirmed: at once, again after it was cut off, or, if there is an answer, when the one who asked wants to see it. */
    public Result carryOut(String id, Person person) {
        Optional<Request> found = requests.find(id).filter(request -> request.state() == State.CONFIRMED);
        if (found.isEmpty()) {
            return new Result.Refused("NOT_CONFIRMED");
        }
        Request request = found.get();
        if (request.expired(clock.instant())) {
            requests.forgetTerms(id);
            return new Result.Refused("EXPIRED");
        }
        if (!request.kind().openTo(person.groups())) {
            return new Result.Refused("ROLE");
        }
        if (request.kind().answers() && !request.askedBy().equals(person.id())) {
            return new Result.Refused("NOT_YOURS");
        }
        if (!underWay.add(id)) {
            return new Result.Refused("UNDER_WAY");
        }
        if (request.kind().takesLong()) {
            background.execute(() -> inTheBackground(id, person));
            return new Result.Done(requests.find(id).orElseThrow(), Optional.empty());
        }
        try {
            return carriedOut(id, person);
        } finally {
            underWay.remove(id);
        }
    }

    /** Whether it is being done now, or waits for others that are. */
    public boolean underWay(String id) {
        return underWay.contains(id);
    }

    /** Takes up what was confirmed and takes long, and was not done when the hub ended. */
    public void resume() {
        requests.confirmed().stream().filter(request -> request.kind().takesLong() && underWay.add(request.id()))
                .forEach(request -> background.execute(() -> inTheBackground(request.id(), new Person(request.decidedBy().orElseThrow(), "", Set.of()))));
    }

    private void inTheBackground(String id, Person person) {
        try {
            carriedOut(id, person);
        } catch (RuntimeException broken) {
            LOG.error("request {} is not done; it goes on at the hub's next start, or when somebody carries it out again (Two persons in the console)", id, broken);
        } finally {
            underWay.remove(id);
        }
    }

    private Result carriedOut(String id, Person person) {
        Optional<Request> request = requests.find(id).filter(found -> found.state() == State.CONFIRMED);
        Optional<Map<String, String>> terms = requests.terms(id);
        return request.isEmpty() || terms.isEmpty() ? new Result.Refused("NOT_CONFIRMED") : carryOut(request.get(), terms.get(), person);
    }

    private Result carryOut(Request request, Map<String, String> terms, Person person) {
        Deed deed = deeds.get(request.kind());
        Deed.Done done;
        synchronized (deed) {
            done = deed.carryOut(request, terms, outcome -> requests.progress(request.id(), outcome));
        }
        note("DONE", request, person, done.outcome());
        requests.done(request.id(), done.outcome(), clock.instant());
        requests.forgetTerms(request.id());
        return new Result.Done(requests.find(request.id()).orElseThrow(), done.answer());
    }

    private void note(String step, Request request, Person person, Map<String, String> outcome) {
        Map<String, String> details = new TreeMap<>(request.about());
        details.putAll(outcome);
        details.put("request", request.id());
        details.put("asked_by", request.askedBy());
        log.append(new AuditEvent(ids.get(), clock.instant(), request.kind() + "_" + step, person.id(), person.organisation(), "", "", "", "", "", List.of(), "", 0, 0,
                step.equals("REFUSED") ? "DENIED" : "DONE", "TWO_PERSONS", List.of(), "", "", "", details));
    }
}
