package datong.sharing;

import datong.calendar.WorkingDays;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Which clocks an application has started and stopped.
 *
 * <p>The clock of the answer starts when complete materials are received: it stops where a supplement is asked for, and starts anew with it. The decree does
 * not say so; all moments are kept, so that the other reading can be counted.
 */
public record ApplicationClocks(StatutoryClocks clocks, WorkingDays days) {
    private static final Set<State> UNANSWERED = Set.of(State.RECEIVED, State.PROPOSED_YES, State.PROPOSED_NO);

    public StatutoryClock answering(Application application) {
        return clocks.of(application.unconditional() ? StatutoryClocks.UNCONDITIONAL : StatutoryClocks.CONDITIONAL);
    }

    /** In the order in which they were started. */
    public List<Running> of(Application application) {
        List<Running> all = new ArrayList<>();
        spans(application, UNANSWERED, answering(application), application.extension(), all);
        spans(application, Set.of(State.AGREED), clocks.of(StatutoryClocks.DELIVERY), 0, all);
        spans(application, Set.of(State.ENDED), clocks.of(StatutoryClocks.DISPOSAL), 0, all);
        answers(application, Set.of(Move.ASK_END, Move.ASK_CHANGE), Set.of(Move.CONSENT, Move.OBJECT, Move.NO_ANSWER, Move.TAKE_BACK), clocks.of(StatutoryClocks.CONSULTATION), all);
        answers(application, Set.of(Move.ASK_ONWARD), Set.of(Move.CONSENT_ONWARD, Move.REFUSE_ONWARD), clocks.of(StatutoryClocks.ONWARD), all);
        all.sort(java.util.Comparator.comparing(Running::started));
        return List.copyOf(all);
    }

    /** From each question to what answers it, or to where the grant is over. */
    private void answers(Application application, Set<Move> questions, Set<Move> answers, StatutoryClock clock, List<Running> found) {
        for (Step asked : application.steps()) {
            if (questions.contains(asked.move())) {
                Optional<Instant> stopped = application.steps().stream().skip(asked.number())
                        .filter(step -> answers.contains(step.move()) || step.reached() != State.IN_USE && step.reached() != State.SUSPENDED).findFirst().map(Step::at);
                found.add(Running.of(clock, asked.number(), asked.at(), 0, stopped, days));
            }
        }
    }

    private void spans(Application application, Set<State> during, StatutoryClock clock, int extended, List<Running> found) {
        Optional<Instant> started = during.contains(application.begun()) ? Optional.of(application.begunAt()) : Optional.empty();
        int from = 0;
        for (Step step : application.steps()) {
            boolean inside = during.contains(step.reached());
            if (inside && started.isEmpty()) {
                started = Optional.of(step.at());
                from = step.number();
            }
            if (!inside && started.isPresent()) {
                found.add(Running.of(clock, from, started.get(), extended, Optional.of(step.at()), days));
                started = Optional.empty();
            }
        }
        int open = from;
        started.ifPresent(at -> found.add(Running.of(clock, open, at, extended, Optional.empty(), days)));
    }
}
