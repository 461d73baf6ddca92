package datong.persons;

import datong.audit.AuditEvent;
import datong.ledger.SubjectId;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;

/** Accesses out of a list of events. */
public final class AccessesInMemory {
    private AccessesInMemory() {}

    public static Accesses of(List<AuditEvent> log, Function<SubjectId, Set<String>> keys) {
        return new Accesses((from, most) -> IntStream.range(Math.toIntExact(from), (int) Math.min(log.size(), from + most)).mapToObj(at -> new Accesses.Found(at, log.get(at))).toList(), keys);
    }
}
