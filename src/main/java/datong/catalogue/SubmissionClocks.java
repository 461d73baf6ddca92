package datong.catalogue;

import datong.calendar.WorkingDays;
import datong.catalogue.Submission.Move;
import datong.catalogue.Submission.State;
import datong.catalogue.Submission.Step;
import datong.sharing.Running;
import datong.sharing.StatutoryClock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The clocks of Decree 809, Art. 17. The department's runs from the change until it submitted, and on if what it submitted is returned; the authority's from
 * each submission until it is announced or returned.
 */
public record SubmissionClocks(StatutoryClock update, StatutoryClock review, WorkingDays days) {
    public static final String UPDATE = "CLK-CAT-UPDATE";
    public static final String REVIEW = "CLK-CAT-REVIEW";
    private static final ZoneId DISTRICT = ZoneId.of("Asia/Shanghai");

    /** That of the department first. */
    public List<Running> of(Submission submission) {
        List<Running> all = new ArrayList<>();
        Instant occurred = submission.occurredOn().atStartOfDay(DISTRICT).toInstant();
        Optional<Instant> done = submission.state() == State.OWED ? Optional.empty()
                : submission.state() == State.DROPPED ? Optional.of(submission.changedAt()) : submission.last(Move.SUBMIT).map(Step::at);
        all.add(Running.of(update, 0, occurred, submission.extended() ? update.extension() : 0, done, days));
        List<Step> steps = submission.steps();
        for (int at = 0; at < steps.size(); at++) {
            if (steps.get(at).move() == Move.SUBMIT) {
                Optional<Instant> reviewed = at + 1 < steps.size() ? Optional.of(steps.get(at + 1).at()) : Optional.empty();
                all.add(Running.of(review, steps.get(at).number(), steps.get(at).at(), 0, reviewed, days));
            }
        }
        return List.copyOf(all);
    }
}
