package datong.catalogue;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A change that a department owes the catalogue, on its way to being announced (Decree 809, Art. 16 and 17). Its steps are never changed, never taken away.
 *
 * @param dataset code of the entry
 * @param provider unified social credit code of the department
 * @param occurredOn day of the change in law or duty that makes it necessary
 */
public record Submission(String id, String dataset, Kind kind, String provider, LocalDate occurredOn, String reason, String notedBy, Instant notedAt, List<Step> steps) {
    public enum Kind { NEW, CHANGED, WITHDRAWN }

    public enum State {
        /** The department has to submit it. */
        OWED, SUBMITTED, ANNOUNCED,
        /** It was noted in error. */
        DROPPED;

        public boolean last() {
            return this == ANNOUNCED || this == DROPPED;
        }
    }

    /** Everything that can be done with it: from where, by whom, and whether words are said with it. */
    public enum Move {
        SUBMIT(false, Map.of(State.OWED, State.SUBMITTED)),
        ASK_EXTENSION(false, Map.of(State.OWED, State.OWED)),
        DROP(false, Map.of(State.OWED, State.DROPPED, State.SUBMITTED, State.DROPPED)),
        /** The authority's consent to more time. */
        EXTEND(true, Map.of(State.OWED, State.OWED)),
        RETURN(true, Map.of(State.SUBMITTED, State.OWED)),
        ANNOUNCE(true, Map.of(State.SUBMITTED, State.ANNOUNCED));

        private static final Set<Move> SPOKEN = Set.of(ASK_EXTENSION, DROP, RETURN);
        private final boolean authority;
        private final Map<State, State> leads;

        Move(boolean authority, Map<State, State> leads) {
            this.authority = authority;
            this.leads = leads;
        }

        public boolean authority() {
            return authority;
        }

        public boolean spoken() {
            return SPOKEN.contains(this);
        }

        public Optional<State> from(State state) {
            return Optional.ofNullable(leads.get(state));
        }
    }

    /**
     * @param text of the entry, with {@link Move#SUBMIT}; empty with any other and for a withdrawal
     * @param collection id of the {@code DUPLICATE_COLLECTION} finding that a submission brought up, empty for none
     */
    public record Step(int number, Move move, State reached, Instant at, String actor, String words, String text, String collection) {}

    public Submission {
        steps = List.copyOf(steps);
    }

    public State state() {
        return steps.isEmpty() ? State.OWED : steps.getLast().reached();
    }

    public Instant changedAt() {
        return steps.isEmpty() ? notedAt : steps.getLast().at();
    }

    public Optional<Step> last(Move move) {
        return steps.reversed().stream().filter(step -> step.move() == move).findFirst();
    }

    /** What was submitted last. */
    public String text() {
        return last(Move.SUBMIT).map(Step::text).orElse("");
    }

    public boolean extended() {
        return last(Move.EXTEND).isPresent();
    }

    /** Why a move cannot be made now; empty if it can. @return key of the words for people */
    Optional<String> refused(Move move, String actor) {
        if (move.from(state()).isEmpty()) {
            return Optional.of("NOT_FROM_HERE");
        }
        return switch (move) {
            case ASK_EXTENSION -> when(last(Move.ASK_EXTENSION).isPresent(), "EXTENSION_ONCE");
            case EXTEND -> when(last(Move.ASK_EXTENSION).isEmpty() || extended(), "NOTHING_ASKED");
            case ANNOUNCE -> when(last(Move.SUBMIT).filter(step -> step.actor().equals(actor)).isPresent(), "SAME_PERSON");
            case SUBMIT, DROP, RETURN -> Optional.empty();
        };
    }

    private static Optional<String> when(boolean condition, String rule) {
        return condition ? Optional.of(rule) : Optional.empty();
    }

    Submission after(Step step) {
        List<Step> further = new ArrayList<>(steps);
        further.add(step);
        return new Submission(id, dataset, kind, provider, occurredOn, reason, notedBy, notedAt, further);
    }
}
