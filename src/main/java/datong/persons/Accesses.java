package datong.persons;

import datong.audit.AuditEvent;
import datong.audit.LogReader;
import datong.ledger.SubjectId;
import datong.persons.Receipt.Access;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Reads out of the audit log which answers showed a person. */
public final class Accesses {
    private static final int PORTION = 4_096;
    private final BiFunction<Long, Integer, List<Found>> log;
    private final Function<SubjectId, Set<String>> keys;

    record Found(long index, AuditEvent event) {}

    Accesses(BiFunction<Long, Integer, List<Found>> log, Function<SubjectId, Set<String>> keys) {
        this.log = log;
        this.keys = keys;
    }

    /** @param keys what stands in the log for a person who was shown, by each version of the key */
    public static Accesses in(LogReader log, Function<SubjectId, Set<String>> keys) {
        return new Accesses((from, most) -> log.read(Math.max(from, log.first()), most).stream().map(entry -> new Found(entry.index(), entry.event())).toList(), keys);
    }

    /** @param uncovered events that showed persons and do not tell whom */
    record Seen(List<Access> accesses, long uncovered, long events) {}

    Seen of(Set<SubjectId> person) {
        Set<String> theirs = person.stream().map(keys).flatMap(Set::stream).collect(Collectors.toSet());
        List<Access> accesses = new ArrayList<>();
        long uncovered = 0;
        long next = 0;
        for (List<Found> portion = log.apply(next, PORTION); !portion.isEmpty(); portion = log.apply(next, PORTION)) {
            for (Found found : portion) {
                AuditEvent event = found.event();
                uncovered += event.persons() > 0 && event.personKeys().isEmpty() ? 1 : 0;
                if (!Collections.disjoint(theirs, event.personKeys())) {
                    accesses.add(access(found.index(), event));
                }
            }
            next = portion.getLast().index() + 1;
        }
        return new Seen(accesses.reversed(), uncovered, next);
    }

    private static Access access(long index, AuditEvent event) {
        List<String> shown = event.obligations().stream().filter(word -> word.contains("=")).toList();
        return new Access(index, event.time(), event.actor(), event.organisation(), event.kind(), event.purpose(), event.caseNumber(), event.dataset(), shown, event.rule(),
                event.policyVersion());
    }
}
