package datong.sharing;

import datong.sharing.Move.Field;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * A department's application for one dataset, with all that was done with it.
 *
 * @param unconditional whether nothing that it asks for is shared under conditions
 * @param provider unified social credit code of the department that provides the dataset
 * @param begun {@link State#DRAFT}, or {@link State#RECEIVED} if it came from outside the hub
 */
public record Application(String id, String provider, boolean unconditional, Terms terms, State begun, String begunBy, Instant begunAt, List<Step> steps) {
    private static final ZoneId DISTRICT = ZoneId.of("Asia/Shanghai");

    public Application {
        steps = List.copyOf(steps);
    }

    public State state() {
        return steps.isEmpty() ? begun : steps.getLast().reached();
    }

    public Instant changedAt() {
        return steps.isEmpty() ? begunAt : steps.getLast().at();
    }

    /** What one who acts in these parts could do now. */
    public List<Move> moves(Set<Role> roles, String actor) {
        return Arrays.stream(Move.values()).filter(move -> move.from(state()).isPresent() && move.roles().stream().anyMatch(roles::contains))
                .filter(move -> blocked(move, actor).isEmpty()).toList();
    }

    /** Why a move cannot be made; empty if it can. @return key of the words for people */
    public Optional<String> refused(Move move, Set<Role> roles, String actor, Map<Field, String> said, Terms.Demands demands, StatutoryClock answering) {
        if (move.roles().stream().noneMatch(roles::contains)) {
            return Optional.of("NOT_YOURS");
        }
        if (move.from(state()).isEmpty()) {
            return Optional.of("NOT_FROM_HERE");
        }
        return blocked(move, actor).or(() -> unsaid(move, said, answering)).or(() -> incomplete(move, demands));
    }

    private Optional<String> blocked(Move move, String actor) {
        return switch (move) {
            case SUBMIT -> actor.equals(lastAuthor()) ? Optional.of("SAME_PERSON") : Optional.empty();
            case SIGN -> actor.equals(steps.getLast().actor()) ? Optional.of("SAME_PERSON") : Optional.empty();
            case ASK_SUPPLEMENT -> when(done(Move.ASK_SUPPLEMENT), "SUPPLEMENT_ONCE");
            case ASK_EXTENSION -> when(done(Move.ASK_EXTENSION) || unconditional, unconditional ? "NO_EXTENSION" : "EXTENSION_ONCE");
            case EXTEND -> when(!done(Move.ASK_EXTENSION) || done(Move.EXTEND), "NOTHING_ASKED");
            case ASK_END -> when(askedToEnd(), "END_ASKED");
            case CONSENT_END -> when(!askedToEnd(), "NOTHING_ASKED");
            case DISPOSE -> when(!done(Move.RECORD_USE), "NO_USE_RECORD");
            case ACCEPT -> actor.equals(lastAuthor()) ? Optional.of("SAME_PERSON") : Optional.empty();
            default -> Optional.empty();
        };
    }

    private static Optional<String> when(boolean condition, String rule) {
        return condition ? Optional.of(rule) : Optional.empty();
    }

    private boolean done(Move move) {
        return steps.stream().anyMatch(step -> step.move() == move);
    }

    private boolean askedToEnd() {
        return done(Move.ASK_END);
    }

    private String lastAuthor() {
        return last(step -> step.move() == Move.REVISE).map(Step::actor).orElse(begunBy);
    }

    private Optional<Step> last(Predicate<Step> which) {
        return steps.reversed().stream().filter(which).findFirst();
    }

    private Optional<String> incomplete(Move move, Terms.Demands demands) {
        return when(move == Move.SUBMIT && !terms.missing(demands).isEmpty(), "INCOMPLETE");
    }

    private static Optional<String> unsaid(Move move, Map<Field, String> said, StatutoryClock answering) {
        return move.fields().stream().filter(field -> !good(field, said.getOrDefault(field, ""), answering)).findFirst().map(field -> "FIELD_" + field);
    }

    private static boolean good(Field field, String value, StatutoryClock answering) {
        return switch (field) {
            case WORDS, SCENE, PROCESS, EFFECT, STORAGE, DESTRUCTION -> !value.isBlank() && value.length() <= 1000;
            case DAYS -> value.matches("\\d{1,3}") && Integer.parseInt(value) >= 1 && Integer.parseInt(value) <= answering.extension();
            case REASON -> Arrays.stream(Move.Reason.values()).anyMatch(reason -> reason.name().equals(value));
            case MANNER -> Arrays.stream(Move.Manner.values()).anyMatch(manner -> manner.name().equals(value));
            case RECTIFY_BY -> isDay(value);
        };
    }

    private static boolean isDay(String value) {
        try {
            return LocalDate.parse(value).getYear() > 2000;
        } catch (DateTimeParseException none) {
            return false;
        }
    }

    /** The application after a step. @param now its terms, changed by {@link Move#REVISE} only */
    public Application after(Step step, Terms now) {
        List<Step> further = new java.util.ArrayList<>(steps);
        further.add(step);
        return new Application(id, provider, unconditional, now, begun, begunBy, begunAt, further);
    }

    /** The same with other items asked for. */
    Application asking(boolean withoutConditions) {
        return new Application(id, provider, withoutConditions, terms, begun, begunBy, begunAt, steps);
    }

    /** Whether the last day of use is over. */
    public boolean expired(Instant now) {
        boolean open = state() == State.IN_USE || state() == State.SUSPENDED || state() == State.AGREED;
        return open && terms.to().filter(last -> !now.isBefore(last.plusDays(1).atStartOfDay(DISTRICT).toInstant())).isPresent();
    }

    /** Days of extension that the authority consented to. */
    int extension() {
        return done(Move.EXTEND) ? last(step -> step.move() == Move.ASK_EXTENSION).map(step -> Integer.parseInt(step.said().get(Field.DAYS))).orElse(0) : 0;
    }
}
