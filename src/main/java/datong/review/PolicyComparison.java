package datong.review;

import datong.policy.Admission.Candidate;
import datong.schema.Dataset;
import datong.schema.Datasets;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/** What a change of policies means: for the questions of the last days, asked again, and for every other kind of question that it can touch. */
public final class PolicyComparison {
    private static final ZoneId DISTRICT = ZoneId.of("Asia/Shanghai");
    private static final long MOST_POSSIBLE = 20_000;
    private final RecentQuestions recent;
    private final Datasets datasets;
    private final Clock clock;

    public PolicyComparison(RecentQuestions recent, Datasets datasets, Clock clock) {
        this.recent = recent;
        this.datasets = datasets;
        this.clock = clock;
    }

    /**
     * @param report a change with no questions was found among the possible ones only: nobody has asked that in these days
     * @param since first day of which questions were asked again; @param whole whether none of them is missing
     * @param possible further kinds of question that the change can touch and that were tried; @param everyPossible whether these are all of them
     * @param hidden whether somebody may come to see more in a way that no question of now shows: later, in a named case, by matching, in more rows
     */
    public record Compared(String from, String to, PolicyDiff.Report report, LocalDate since, boolean whole, long possible, boolean everyPossible,
            boolean hidden) {
        /** Whether somebody may see more by it; also while that is not certain. */
        public boolean widens() {
            return hidden || !everyPossible || report.changes().keySet().stream().anyMatch(change -> change.kind().widens());
        }
    }

    public Compared compare(Candidate before, Candidate after) {
        RecentQuestions.Known known = recent.known();
        PossibleQuestions possible = new PossibleQuestions(before, after, datasets.all(), clock.instant().atZone(DISTRICT));
        AtomicLong tried = new AtomicLong();
        var questions = Stream.concat(known.questions().entrySet().stream(), possible.all().limit(MOST_POSSIBLE + 1).filter(one -> tried.incrementAndGet() <= MOST_POSSIBLE));
        PolicyDiff.Report report = new PolicyDiff(before, after, code -> datasets.find(code).map(Dataset::element), clock.instant()).of(questions::iterator);
        return new Compared(before.policyVersion(), after.policyVersion(), report, known.since(), known.whole(), Math.min(tried.get(), MOST_POSSIBLE), tried.get() <= MOST_POSSIBLE,
                hidden(before, after));
    }

    private boolean hidden(Candidate before, Candidate after) {
        return after.all().stream().anyMatch(subject -> datasets.all().stream().anyMatch(dataset -> after.mayHideMore(before, subject.id(), dataset.element(), dataset.code(), clock.instant())));
    }
}
