package datong.notices;

import datong.approval.Request;
import datong.persons.PersonRequest;
import datong.policy.Subject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** What there is to tell of what people ask of the hub itself: a request that takes a second person, what became of it, and a request of a person concerned, new, past its target, overdue. */
public final class InHouse {
    private static final Duration OLDEST = Duration.ofDays(30);
    private static final int MOST = 500;
    private final Function<Integer, List<Request>> approvals;
    private final Function<Integer, List<PersonRequest>> persons;
    private final Supplier<List<Subject>> people;
    private final Predicate<Subject> answersPersons;
    private final Clock clock;

    /**
     * @param approvals the newest, so many at most; @param persons those not over first, so many at most
     * @param people everybody the hub knows
     * @param answersPersons whether somebody works on requests of persons
     */
    public InHouse(Function<Integer, List<Request>> approvals, Function<Integer, List<PersonRequest>> persons, Supplier<List<Subject>> people, Predicate<Subject> answersPersons, Clock clock) {
        this.approvals = approvals;
        this.persons = persons;
        this.people = people;
        this.answersPersons = answersPersons;
        this.clock = clock;
    }

    public List<Notice> all() {
        List<Subject> known = people.get().stream().filter(subject -> subject.kind() == Subject.Kind.PERSON).toList();
        Instant now = clock.instant();
        List<Notice> notices = new ArrayList<>();
        approvals.apply(MOST).forEach(request -> of(request, known, now, notices));
        persons.apply(MOST).stream().filter(request -> !request.over()).forEach(request -> of(request, known, now, notices));
        return List.copyOf(notices);
    }

    /** Open, it is told to all who may confirm it; decided, to whoever asked. */
    private static void of(Request request, List<Subject> known, Instant now, List<Notice> notices) {
        if (request.state() == Request.State.OPEN && !request.expired(now)) {
            Predicate<Subject> second = subject -> request.kind().openTo(subject.groups()) && !subject.id().equals(request.askedBy());
            tell(request, "OPEN", known, second, Optional.of(request.expiresAt()), notices);
        }
        boolean byAnother = request.decidedBy().filter(by -> !by.equals(request.askedBy())).isPresent();
        if (byAnother && request.decidedAt().filter(at -> at.isAfter(now.minus(OLDEST))).isPresent()) {
            String became = request.state() == Request.State.REFUSED ? "REFUSED" : "CONFIRMED";
            Optional<Instant> until = request.state() == Request.State.CONFIRMED && request.kind().answers() ? Optional.of(request.expiresAt()) : Optional.empty();
            tell(request, became, known, subject -> subject.id().equals(request.askedBy()), until, notices);
        }
    }

    private static void tell(Request request, String became, List<Subject> known, Predicate<Subject> whom, Optional<Instant> until, List<Notice> notices) {
        offices(known, whom).forEach(office -> notices.add(new Notice("approval/" + request.id() + "/" + became, office, "notices.approval." + became, request.id(), "", until,
                "/approvals/" + request.id())));
    }

    private void of(PersonRequest request, List<Subject> known, Instant now, List<Notice> notices) {
        String stage = request.late(now) ? "LATE" : request.pressing(now) ? "PRESSING" : "RECEIVED";
        Instant until = stage.equals("RECEIVED") ? request.targetAt() : request.dueAt();
        offices(known, answersPersons).forEach(office -> notices.add(new Notice("person/" + request.id() + "/" + stage, office, "notices.person." + stage, request.id(), "", Optional.of(until),
                "/persons/" + request.id())));
    }

    private static Set<String> offices(List<Subject> known, Predicate<Subject> whom) {
        return known.stream().filter(whom).map(Subject::organisation).collect(Collectors.toSet());
    }
}
