package datong.review;

import datong.audit.LogReader;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Follows the log, so that the questions of the last days are at hand when policies change. */
public final class RecentQuestions {
    private static final int PORTION = 1_000;
    private final LogReader log;
    private final Settings settings;
    private final Clock clock;
    private final TreeMap<LocalDate, Map<PastQuestion, PastQuestion.Asked>> days = new TreeMap<>();
    private long next = -1;
    private long skipped;

    /** @param events the newest of the log that are looked at, at most; @param kinds different questions that are kept, at most: the oldest day goes first */
    public record Settings(Duration back, long events, int kinds) {
        public static final Settings USUAL = new Settings(Duration.ofDays(30), 1_000_000, 200_000);
    }

    public RecentQuestions(LogReader log, Settings settings, Clock clock) {
        this.log = log;
        this.settings = settings;
        this.clock = clock;
    }

    /** @param since first day of which questions are known; @param whole whether all of the days asked for are in it */
    public record Known(Map<PastQuestion, PastQuestion.Asked> questions, LocalDate since, boolean whole) {}

    /** Reads on, at most so many events; for whoever comes by regularly. */
    public synchronized void follow(int most) {
        if (next < 0) {
            next = Math.max(log.first(), log.size() - settings.events());
            skipped = next;
        }
        for (int read = 0; read < most; ) {
            List<LogReader.Entry> portion = log.read(next, PORTION);
            if (portion.isEmpty()) {
                break;
            }
            portion.forEach(this::count);
            next = portion.getLast().index() + 1;
            read += portion.size();
        }
        forget();
    }

    /** Up to the end of the log. */
    public synchronized Known known() {
        follow(Integer.MAX_VALUE);
        Map<PastQuestion, PastQuestion.Asked> together = new LinkedHashMap<>();
        days.values().forEach(day -> day.forEach((question, asked) -> together.merge(question, asked, PastQuestion.Asked::plus)));
        LocalDate from = from();
        LocalDate since = days.isEmpty() || !cut() ? from : days.firstKey();
        return new Known(together, since, !since.isAfter(from));
    }

    private boolean cut() {
        return skipped > 0;
    }

    private void count(LogReader.Entry entry) {
        LocalDate day = LocalDate.ofInstant(entry.event().time(), ZoneOffset.UTC);
        PastQuestion.of(entry.event()).filter(question -> !day.isBefore(from())).ifPresent(question -> days.computeIfAbsent(day, none -> new HashMap<>())
                .merge(question, new PastQuestion.Asked(1, entry.event().records(), entry.event().persons()), PastQuestion.Asked::plus));
    }

    private void forget() {
        days.headMap(from()).clear();
        long kinds = days.values().stream().mapToLong(Map::size).sum();
        while (kinds > settings.kinds() && days.size() > 1) {
            kinds -= days.pollFirstEntry().getValue().size();
            skipped++;
        }
    }

    private LocalDate from() {
        return LocalDate.ofInstant(clock.instant().minus(settings.back()), ZoneOffset.UTC);
    }
}
