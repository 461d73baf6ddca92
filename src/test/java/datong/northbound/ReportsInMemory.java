package datong.northbound;

import datong.audit.AuditEvent;
import datong.northbound.Report.State;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Reports in a map, and every event that was written with them. */
public final class ReportsInMemory implements Reports {
    public final Map<String, Report> all = new LinkedHashMap<>();
    public final List<AuditEvent> events = new ArrayList<>();

    @Override
    public synchronized Set<String> unknown(Collection<String> keys) {
        Set<String> unknown = new TreeSet<>(keys);
        unknown.removeAll(all.keySet());
        return unknown;
    }

    @Override
    public synchronized void enter(List<Report> reports) {
        reports.forEach(report -> all.putIfAbsent(report.key(), report));
    }

    @Override
    public synchronized Optional<Report> next() {
        return all.values().stream().filter(report -> report.state() == State.WAITING).findFirst();
    }

    @Override
    public synchronized void tried(String key) {
        Report one = all.get(key);
        all.put(key, new Report(key, one.kind(), one.body(), one.enteredAt(), one.state(), one.tries() + 1, one.settledAt(), one.refusal()));
    }

    @Override
    public boolean sent(String key, Instant at, AuditEvent event) {
        return settle(key, State.WAITING, State.SENT, Optional.of(at), "", event);
    }

    @Override
    public boolean refused(String key, Instant at, String why, AuditEvent event) {
        return settle(key, State.WAITING, State.REFUSED, Optional.of(at), why, event);
    }

    @Override
    public boolean again(String key, AuditEvent event) {
        return all.containsKey(key) && settle(key, State.REFUSED, State.WAITING, Optional.empty(), all.get(key).refusal(), event);
    }

    private synchronized boolean settle(String key, State from, State to, Optional<Instant> at, String why, AuditEvent event) {
        Report one = all.get(key);
        if (one.state() != from) {
            return false;
        }
        events.add(event);
        all.put(key, new Report(key, one.kind(), one.body(), one.enteredAt(), to, one.tries(), at, why));
        return true;
    }

    @Override
    public synchronized List<Report> in(State state, int most) {
        return all.values().stream().filter(report -> report.state() == state).toList().reversed();
    }

    @Override
    public synchronized Map<State, Long> counts() {
        Map<State, Long> counts = new EnumMap<>(State.class);
        for (State state : State.values()) {
            counts.put(state, all.values().stream().filter(report -> report.state() == state).count());
        }
        return counts;
    }
}
