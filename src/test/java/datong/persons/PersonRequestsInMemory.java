package datong.persons;

import datong.ledger.Concerned;
import datong.persons.PersonRequest.State;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Requests of persons without a database. */
public final class PersonRequestsInMemory implements PersonRequests {
    private final Map<String, PersonRequest> requests = new LinkedHashMap<>();
    private final Map<String, Concerned> persons = new HashMap<>();

    @Override
    public void enter(PersonRequest request) {
        requests.put(request.id(), request);
    }

    @Override
    public Optional<PersonRequest> find(String id) {
        return Optional.ofNullable(requests.get(id));
    }

    @Override
    public List<PersonRequest> pressing(int most) {
        return List.copyOf(requests.values());
    }

    @Override
    public boolean name(String id, Concerned person, int records) {
        persons.put(id, person);
        return step(id, State.RECEIVED, old -> with(old, old.state(), Optional.of(records), old.decidedBy(), old.decidedAt(), old.reason(), old.article(), old.doneAt()));
    }

    @Override
    public Optional<Concerned> person(String id) {
        return Optional.ofNullable(persons.get(id));
    }

    @Override
    public boolean decide(String id, State state, String by, Instant at, String reason, String article) {
        return step(id, State.RECEIVED, old -> with(old, state, old.records(), Optional.of(by), Optional.of(at), reason, article, old.doneAt()));
    }

    @Override
    public boolean done(String id, Instant at) {
        return step(id, State.GRANTED, old -> with(old, State.DONE, old.records(), old.decidedBy(), old.decidedAt(), old.reason(), old.article(), Optional.of(at)));
    }

    @Override
    public void forget(String id) {
        persons.remove(id);
    }

    private boolean step(String id, State from, UnaryOperator<PersonRequest> step) {
        return requests.get(id).state() == from && requests.computeIfPresent(id, (key, old) -> step.apply(old)) != null;
    }

    private static PersonRequest with(PersonRequest old, State state, Optional<Integer> records, Optional<String> by, Optional<Instant> at, String reason, String article,
            Optional<Instant> doneAt) {
        return new PersonRequest(old.id(), old.type(), old.proof(), old.receivedAt(), old.targetAt(), old.dueAt(), old.enteredBy(), state, records, by, at, reason, article, doneAt);
    }
}
