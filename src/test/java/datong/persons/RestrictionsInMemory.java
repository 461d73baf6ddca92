package datong.persons;

import datong.ledger.Restrictions;
import datong.ledger.SubjectId;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

public final class RestrictionsInMemory implements Restrictions {
    private final Map<String, Standing> standing = new HashMap<>();

    @Override
    public void put(String request, Set<SubjectId> subjects, Instant since) {
        standing.putIfAbsent(request, new Standing(since, subjects.size()));
    }

    @Override
    public boolean lift(String request, Instant at) {
        return standing.remove(request) != null;
    }

    @Override
    public Optional<Standing> of(String request) {
        return Optional.ofNullable(standing.get(request));
    }
}
