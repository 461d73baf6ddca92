package datong.oversight;

import datong.approval.Deed;
import datong.approval.Request;
import datong.audit.LogDisposal;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Lets the oldest events of the audit log go, once two persons want it: what happened this year or in so many whole years before it stays, and so does all from the first moment that a hold names. */
public final class LogRetention implements Deed {
    /** Decree 809, Art. 29 and others: three years at least. */
    public static final int FEWEST_YEARS = 3;
    private static final ZoneId DISTRICT = ZoneId.of("Asia/Shanghai");
    private final int years;
    private final LogDisposal disposal;
    private final Supplier<List<Hold>> holds;
    private final Runnable copy;
    private final Clock clock;

    /** Why events have to stay though their term is over. @param from events of this moment and later stay */
    public record Hold(Instant from, String why) {}

    /** @param holds those of now; @param copy takes what the log does not have any more from what was drawn from it */
    public LogRetention(int years, LogDisposal disposal, Supplier<List<Hold>> holds, Runnable copy, Clock clock) {
        if (years < FEWEST_YEARS) {
            throw new IllegalArgumentException("the audit log is kept " + FEWEST_YEARS + " whole years at least, besides the current one, not " + years);
        }
        this.years = years;
        this.disposal = disposal;
        this.holds = holds;
        this.copy = copy;
        this.clock = clock;
    }

    @Override
    public Request.Kind kind() {
        return Request.Kind.LOG_DISPOSAL;
    }

    /** What happened before it is over its term. */
    Instant term() {
        return LocalDate.ofInstant(clock.instant(), DISTRICT).withDayOfYear(1).minusYears(years).atStartOfDay(DISTRICT).toInstant();
    }

    private Optional<Hold> earliest() {
        return holds.get().stream().min(Comparator.comparing(Hold::from)).filter(hold -> hold.from().isBefore(term()));
    }

    private Optional<LogDisposal.Range> possible() {
        return disposal.olderThan(earliest().map(Hold::from).orElseGet(this::term));
    }

    @Override
    public Asked check(Map<String, String> terms) {
        Optional<LogDisposal.Range> range = possible();
        if (range.isEmpty()) {
            return new Asked.Impossible(earliest().isPresent() && disposal.olderThan(term()).isPresent() ? "HELD" : "IN_TERM");
        }
        Map<String, String> about = new TreeMap<>(Map.of("first_event", String.valueOf(range.get().first()), "last_event", String.valueOf(range.get().end() - 1), "latest", range.get().latest().toString(),
                "root", range.get().root(), "term", term().toString()));
        earliest().ifPresent(hold -> about.put("held_by", hold.why()));
        return new Asked.Possible(about);
    }

    /** What came to be held after it was asked for stays. */
    @Override
    public Done carryOut(Request request, Map<String, String> terms, Consumer<Map<String, String>> progress) {
        Map<String, String> about = request.about();
        LogDisposal.Range range = new LogDisposal.Range(Long.parseLong(about.get("first_event")), Long.parseLong(about.get("last_event")) + 1, Instant.parse(about.get("latest")), about.get("root"));
        if (!disposal.begun(range) && possible().filter(now -> now.end() >= range.end()).isEmpty()) {
            return new Done(Map.of("disposal_event", "", "held_by", earliest().map(Hold::why).orElse("term")), Optional.empty());
        }
        long event = disposal.dispose(range, Map.of("request", request.id(), "asked_by", request.askedBy(), "confirmed_by", request.decidedBy().orElseThrow(), "term", about.get("term")));
        copy.run();
        return new Done(Map.of("disposal_event", String.valueOf(event)), Optional.empty());
    }
}
