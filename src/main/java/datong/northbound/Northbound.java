package datong.northbound;

import datong.audit.AuditEvent;
import datong.audit.AuditLog;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the superior platform what it has to know, one after the other. What it refuses is set aside with its reason and may be sent again; what it cannot
 * take now holds up what follows, with pauses that grow.
 *
 * <p>Promise: everything that was entered arrives at least once, always under the same key; the log says so before it leaves.
 */
public final class Northbound implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Northbound.class);
    private static final Duration SHORTEST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofMinutes(15);
    private final Reports reports;
    private final Supplier<List<Report>> told;
    private final Superior superior;
    private final AuditLog log;
    private final Supplier<String> ids;
    private final Clock clock;
    private final ScheduledExecutorService clockwork = Executors.newSingleThreadScheduledExecutor(Thread.ofVirtual().name("northbound").factory());
    private volatile Optional<Trouble> trouble = Optional.empty();

    /** Why nothing leaves now. @param until next try */
    public record Trouble(String why, int tries, Instant until) {}

    /** Who asks for something to be sent again. */
    public record Actor(String id, String organisation) {}

    /** @param told all that the superior should have been told by now; what it knows already is passed over */
    public Northbound(Reports reports, Supplier<List<Report>> told, Superior superior, AuditLog log, Supplier<String> ids, Clock clock) {
        this.reports = reports;
        this.told = told;
        this.superior = superior;
        this.log = log;
        this.ids = ids;
        this.clock = clock;
    }

    /** @param pause between two looks for what is new */
    public void start(Duration pause) {
        clockwork.scheduleWithFixedDelay(this::round, 0, pause.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void round() {
        try {
            collect();
            sendAll();
        } catch (RuntimeException | Error failure) {
            LOG.warn("the superior platform could not be told and will be: {}", failure.getMessage());
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        }
    }

    void collect() {
        List<Report> all = told.get();
        Set<String> unknown = reports.unknown(all.stream().map(Report::key).toList());
        List<Report> fresh = all.stream().filter(report -> unknown.contains(report.key())).toList();
        if (!fresh.isEmpty()) {
            reports.enter(fresh);
        }
    }

    /** Until nothing waits, or the superior cannot take the next one now. */
    void sendAll() throws InterruptedException {
        if (trouble.filter(known -> clock.instant().isBefore(known.until())).isPresent()) {
            return;
        }
        for (Optional<Report> next = reports.next(); next.isPresent(); next = reports.next()) {
            if (!send(next.get())) {
                return;
            }
        }
    }

    private boolean send(Report report) throws InterruptedException {
        log.append(event("NORTHBOUND_SENDING", report, Map.of("try", String.valueOf(report.tries() + 1))));
        reports.tried(report.key());
        switch (superior.send(report)) {
            case Superior.Answer.Taken taken -> reports.sent(report.key(), clock.instant(), event("NORTHBOUND_SENT", report, Map.of()));
            case Superior.Answer.Refused refused -> reports.refused(report.key(), clock.instant(), refused.why(), event("NORTHBOUND_REFUSED", report, Map.of()));
            case Superior.Answer.Later(String why, Duration pause) -> {
                int tries = trouble.map(Trouble::tries).orElse(0) + 1;
                trouble = Optional.of(new Trouble(why, tries, clock.instant().plus(pause(tries, pause))));
                return false;
            }
        }
        trouble = Optional.empty();
        return true;
    }

    /** Doubled with every try. */
    private static Duration pause(int tries, Duration asked) {
        Duration grown = SHORTEST.multipliedBy(1L << Math.min(tries - 1, 20));
        Duration longer = grown.compareTo(asked) < 0 ? asked : grown;
        return longer.compareTo(LONGEST) < 0 ? longer : LONGEST;
    }

    /** False if it is not refused. */
    public boolean again(String key, Actor actor) {
        boolean waits = reports.again(key, new AuditEvent(ids.get(), clock.instant(), "NORTHBOUND_AGAIN", actor.id(), actor.organisation(), "", "", "", "", "", List.of(), "", 0, 0, "DONE",
                "R-809-28", List.of(), "", "", "", Map.of("key", key)));
        clockwork.execute(this::round);
        return waits;
    }

    public Optional<Trouble> trouble() {
        return trouble;
    }

    private AuditEvent event(String kind, Report report, Map<String, String> further) {
        Map<String, String> details = new TreeMap<>(further);
        details.put("key", report.key());
        details.put("kind", report.kind().name());
        return new AuditEvent(ids.get(), clock.instant(), kind, "hub", "", "", "", "", "", "", List.of(), "", 0, 0, "DONE", "R-809-28", List.of(), "", "", "", details);
    }

    @Override
    public void close() {
        clockwork.shutdownNow();
    }
}
