package datong.approval;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Requests without a database. */
public final class RequestsInMemory implements Requests {
    private final List<Request> requests = new ArrayList<>();
    private final Map<String, Map<String, String>> terms = new HashMap<>();

    @Override
    public void enter(Request request, Map<String, String> itsTerms) {
        requests.addFirst(request);
        terms.put(request.id(), itsTerms);
    }

    @Override
    public Optional<Request> find(String id) {
        return requests.stream().filter(request -> request.id().equals(id)).findFirst();
    }

    @Override
    public List<Request> newest(int most) {
        return List.copyOf(requests);
    }

    @Override
    public List<Request> confirmed() {
        return requests.reversed().stream().filter(request -> request.state() == Request.State.CONFIRMED).toList();
    }

    @Override
    public void progress(String id, Map<String, String> outcome) {
        replace(id, Request.State.CONFIRMED, old -> new Request(old.id(), old.kind(), old.about(), old.reason(), old.askedBy(), old.askedAt(), old.expiresAt(), old.state(),
                old.decidedBy(), old.decidedAt(), outcome));
    }

    @Override
    public boolean decide(String id, Request.State state, String by, Instant at, Instant expiresAt) {
        return replace(id, Request.State.OPEN, old -> new Request(old.id(), old.kind(), old.about(), old.reason(), old.askedBy(), old.askedAt(), expiresAt, state, Optional.of(by),
                Optional.of(at), old.outcome()));
    }

    @Override
    public Optional<Map<String, String>> terms(String id) {
        return Optional.ofNullable(terms.get(id));
    }

    @Override
    public boolean done(String id, Map<String, String> outcome, Instant at) {
        return replace(id, Request.State.CONFIRMED, old -> new Request(old.id(), old.kind(), old.about(), old.reason(), old.askedBy(), old.askedAt(), old.expiresAt(), Request.State.DONE,
                old.decidedBy(), old.decidedAt(), outcome));
    }

    @Override
    public void forgetTerms(String id) {
        terms.remove(id);
    }

    private boolean replace(String id, Request.State from, java.util.function.UnaryOperator<Request> step) {
        Optional<Request> found = find(id).filter(request -> request.state() == from);
        found.ifPresent(request -> requests.set(requests.indexOf(request), step.apply(request)));
        return found.isPresent();
    }
}
