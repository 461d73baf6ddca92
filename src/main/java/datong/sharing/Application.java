package datong.sharing;

import datong.schema.check.CreditCode;
import datong.sharing.Move.Field;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
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
            return Optional.of(move == Move.END && roles.contains(Role.PROVIDER_HEAD) ? "END_BY_PROVIDER" : "NOT_YOURS");
        }
        if (move.from(state()).isEmpty()) {
            return Optional.of("NOT_FROM_HERE");
        }
        return blocked(move, actor).or(() -> unsaid(move, said, answering)).or(() -> unfit(move, said)).or(() -> incomplete(move, demands));
    }

    private Optional<String> blocked(Move move, String actor) {
        return switch (move) {
            case SUBMIT -> actor.equals(lastAuthor()) ? Optional.of("SAME_PERSON") : Optional.empty();
            case SIGN -> actor.equals(steps.getLast().actor()) ? Optional.of("SAME_PERSON") : Optional.empty();
            case ASK_SUPPLEMENT -> when(done(Move.ASK_SUPPLEMENT), "SUPPLEMENT_ONCE");
            case ASK_EXTENSION -> when(done(Move.ASK_EXTENSION) || unconditional, unconditional ? "NO_EXTENSION" : "EXTENSION_ONCE");
            case EXTEND -> when(!done(Move.ASK_EXTENSION) || done(Move.EXTEND), "NOTHING_ASKED");
            case ASK_END, ASK_CHANGE -> when(asked().isPresent(), "CHANGE_ASKED");
            case TAKE_BACK -> when(asked().isEmpty(), "NOTHING_ASKED");
            case CONSENT, OBJECT, NO_ANSWER -> when(asked().isEmpty(), "NOTHING_ASKED").or(() -> when(consulted(), "ANSWERED"));
            case FILE -> when(asked().isEmpty(), "NOTHING_ASKED").or(() -> when(!consulted(), "NOT_CONSULTED")).or(() -> when(filed(), "FILED"));
            case RETURN_FILING -> when(!filed(), "NOT_FILED");
            case ASK_ONWARD -> when(askedOnward().isPresent(), "ONWARD_ASKED");
            case CONSENT_ONWARD, REFUSE_ONWARD -> when(askedOnward().isEmpty(), "NOTHING_ASKED");
            case DISPOSE_ONWARD -> when(onward().isEmpty(), "NO_ONWARD").or(() -> when(done(Move.DISPOSE_ONWARD), "ONWARD_DISPOSED"));
            case DISPOSE -> when(!done(Move.RECORD_USE), "NO_USE_RECORD").or(() -> when(!onward().isEmpty() && !done(Move.DISPOSE_ONWARD), "ONWARD_FIRST"));
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

    /** The end or change that the provider asked for, until it has come or was given up. */
    public Optional<Step> asked() {
        return last(step -> step.move() == Move.ASK_END || step.move() == Move.ASK_CHANGE)
                .filter(asked -> state() == State.IN_USE || state() == State.SUSPENDED).filter(asked -> !since(asked, Set.of(Move.TAKE_BACK, Move.CHANGE)));
    }

    private boolean since(Step first, Set<Move> moves) {
        return steps.stream().skip(first.number()).anyMatch(step -> moves.contains(step.move()));
    }

    /** Whether the demander has answered to what was asked, or let its time pass. */
    public boolean consulted() {
        return asked().filter(asked -> since(asked, Set.of(Move.CONSENT, Move.OBJECT, Move.NO_ANSWER))).isPresent();
    }

    /** Whether what was asked stands filed with the authority. */
    public boolean filed() {
        return asked().isPresent() && last(step -> step.move() == Move.FILE).filter(filed -> filed.number() > asked().orElseThrow().number())
                .filter(filed -> !since(filed, Set.of(Move.RETURN_FILING))).isPresent();
    }

    /** What has to happen now of what was filed. */
    Optional<Move> due(Instant now) {
        LocalDate today = LocalDate.ofInstant(now, DISTRICT);
        return asked().filter(asked -> filed() && Optional.ofNullable(asked.said().get(Field.EFFECTIVE)).filter(day -> today.isBefore(LocalDate.parse(day))).isEmpty())
                .map(asked -> asked.move() == Move.ASK_END ? Move.RETIRE : Move.CHANGE);
    }

    private Optional<Step> askedOnward() {
        return last(step -> step.move() == Move.ASK_ONWARD).filter(asked -> !since(asked, Set.of(Move.CONSENT_ONWARD, Move.REFUSE_ONWARD)));
    }

    /**
     * A third party that may have items by the provider's consent (R-809-18).
     *
     * @param number of the step of the consent; @param recipient unified social credit code; @param items in order; @param until last day
     */
    public record Onward(int number, String recipient, List<String> items, LocalDate until) {}

    public List<Onward> onward() {
        List<Onward> found = new ArrayList<>();
        Optional<Step> asked = Optional.empty();
        for (Step step : steps) {
            if (step.move() == Move.ASK_ONWARD) {
                asked = Optional.of(step);
            } else if (step.move() == Move.CONSENT_ONWARD) {
                Map<Field, String> said = asked.orElseThrow().said();
                found.add(new Onward(step.number(), said.get(Field.RECIPIENT), items(said), LocalDate.parse(said.get(Field.UNTIL))));
            }
        }
        return List.copyOf(found);
    }

    /** Names in {@link Field#ITEMS}. */
    public static List<String> items(Map<Field, String> said) {
        return Arrays.stream(said.getOrDefault(Field.ITEMS, "").split("[,\\s]+")).filter(name -> !name.isEmpty()).distinct().sorted().toList();
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

    private Optional<String> unsaid(Move move, Map<Field, String> said, StatutoryClock answering) {
        return move.fields().stream().filter(field -> !good(field, said.getOrDefault(field, ""), answering)).findFirst().map(field -> "FIELD_" + field);
    }

    private Optional<String> unfit(Move move, Map<Field, String> said) {
        if (!move.fields().contains(Field.ITEMS)) {
            return Optional.empty();
        }
        List<String> items = items(said);
        return when(!terms.items().containsAll(items) || move == Move.ASK_ONWARD && items.isEmpty(), "FIELD_ITEMS")
                .or(() -> when(move == Move.ASK_CHANGE && items.size() == terms.items().size(), "CHANGE_OF_ALL"));
    }

    private boolean good(Field field, String value, StatutoryClock answering) {
        return switch (field) {
            case ITEMS -> value.length() <= 4000;
            case RECIPIENT -> CreditCode.parse(value.strip()) instanceof CreditCode.Valid && !value.strip().equals(terms.demander());
            case WORDS, SCENE, PROCESS, EFFECT, STORAGE, DESTRUCTION -> !value.isBlank() && value.length() <= 1000;
            case DAYS -> value.matches("\\d{1,3}") && Integer.parseInt(value) >= 1 && Integer.parseInt(value) <= answering.extension();
            case REASON -> Arrays.stream(Move.Reason.values()).anyMatch(reason -> reason.name().equals(value));
            case MANNER -> Arrays.stream(Move.Manner.values()).anyMatch(manner -> manner.name().equals(value));
            case RECTIFY_BY, EFFECTIVE, UNTIL -> isDay(value.strip());
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
        List<Step> further = new ArrayList<>(steps);
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
