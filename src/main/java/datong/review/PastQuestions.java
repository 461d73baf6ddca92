package datong.review;

import datong.audit.AuditEvent;
import datong.audit.LogIndex;
import datong.audit.LogReader;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** The questions that were asked since a moment, equal ones together. */
public final class PastQuestions {
    private static final int PORTION = 1_000;
    private static final int MOST = 200_000;
    private final LogReader log;

    public PastQuestions(LogReader log) {
        this.log = log;
    }

    /** @throws IllegalStateException if they are more than 200,000 different ones */
    public Map<PastQuestion, PastQuestion.Asked> since(Instant from) {
        Map<PastQuestion, PastQuestion.Asked> questions = new LinkedHashMap<>();
        each(from, event -> {
            PastQuestion.of(event).ifPresent(question -> questions.merge(question, new PastQuestion.Asked(1, event.records(), event.persons()), PastQuestion.Asked::plus));
            if (questions.size() > MOST) {
                throw new IllegalStateException("more than " + MOST + " different questions were asked since " + from + "; choose fewer days");
            }
        });
        return questions;
    }

    /** Every event since a moment, in the order of their time. */
    public void each(Instant from, Consumer<AuditEvent> sink) {
        long next = first(from);
        for (List<LogReader.Entry> portion = log.read(next, PORTION); !portion.isEmpty(); portion = log.read(next, PORTION)) {
            portion.forEach(entry -> sink.accept(entry.event()));
            next = portion.getLast().index() + 1;
        }
    }

    /** Index of the first event that is not earlier; events stand in the order of their time. */
    private long first(Instant from) {
        long low = log.first();
        long high = log.size();
        while (low < high) {
            long middle = (low + high) >>> 1;
            boolean earlier = log.find(new LogIndex(middle)).orElseThrow().event().time().isBefore(from);
            low = earlier ? middle + 1 : low;
            high = earlier ? high : middle;
        }
        return low;
    }
}
