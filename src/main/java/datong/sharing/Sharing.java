package datong.sharing;

import datong.policy.Subject;
import datong.schema.Dataset;
import datong.schema.Datasets;
import datong.schema.ItemDefinition;
import datong.schema.ItemName;
import datong.schema.Level;
import datong.schema.PersonalData;
import datong.schema.ShareAttribute;
import datong.sharing.Move.Field;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** The sharing loop: who may do what with an application, what follows from it, and its word in the log. */
public final class Sharing {
    private static final ZoneId DISTRICT = ZoneId.of("Asia/Shanghai");
    private final Applications applications;
    private final Grants grants;
    private final Datasets datasets;
    private final Function<Dataset, List<ItemDefinition>> items;
    private final BiFunction<Dataset, ItemName, ShareAttribute> shares;
    private final Supplier<ApplicationClocks> clocks;
    private final Predicate<String> personal;
    private final SharingEvents events;
    private final Clock clock;

    /**
     * @param items of a dataset, in the schema's order; @param shares how each is shared; @param personal whether a text holds personal data
     */
    public Sharing(Applications applications, Grants grants, Datasets datasets, Function<Dataset, List<ItemDefinition>> items,
            BiFunction<Dataset, ItemName, ShareAttribute> shares, Supplier<ApplicationClocks> clocks, Predicate<String> personal, SharingEvents events, Clock clock) {
        this.applications = applications;
        this.grants = grants;
        this.datasets = datasets;
        this.items = items;
        this.shares = shares;
        this.clocks = clocks;
        this.personal = personal;
        this.events = events;
        this.clock = clock;
    }

    public sealed interface Result {
        record Done(Application application) implements Result {}

        /**
         * Nothing was changed.
         *
         * @param rule key of the words for people; @param parts missing ones; @param why further words, empty for none
         */
        record Refused(String rule, List<Terms.Part> parts, String why) implements Result {
            Refused(String rule) {
                this(rule, List.of(), "");
            }
        }
    }

    /** A draft of the subject's own department. */
    public Result draft(Terms terms, Subject subject) {
        boolean own = subject.kind() == Subject.Kind.PERSON && subject.groups().contains(Parties.OFFICER) && subject.organisation().equals(terms.demander());
        return own ? begin(terms, State.DRAFT, subject) : new Result.Refused("NOT_YOURS");
    }

    /** One that reached the authority on another way, as it came; it may be incomplete. */
    public Result receive(Terms terms, Subject subject) {
        boolean own = subject.kind() == Subject.Kind.PERSON && subject.groups().contains(Parties.AUTHORITY);
        return own ? begin(terms, State.RECEIVED, subject) : new Result.Refused("NOT_YOURS");
    }

    private Result begin(Terms terms, State begun, Subject subject) {
        Optional<Dataset> dataset = dataset(terms);
        Optional<String> refused = dataset.isEmpty() ? Optional.of("NO_DATASET") : dataset.get().share() == ShareAttribute.NOT_SHARED ? Optional.of("NOT_SHARED")
                : terms.demander().equals(dataset.get().provider()) ? Optional.of("OWN_DATASET") : unfit(terms, dataset.get());
        if (refused.isPresent()) {
            return new Result.Refused(refused.get());
        }
        Application application = new Application(events.newId(), dataset.get().provider(), unconditional(dataset.get(), terms), terms, begun, subject.id(),
                clock.instant(), List.of());
        applications.begin(application, events.of("BEGUN", application, subject, Map.of()));
        return new Result.Done(application);
    }

    private Optional<Dataset> dataset(Terms terms) {
        return datasets.all().stream().filter(dataset -> dataset.code().value().equals(terms.dataset())).findFirst();
    }

    private Optional<String> unfit(Terms terms, Dataset dataset) {
        List<String> known = items.apply(dataset).stream().map(item -> item.name().value()).toList();
        boolean strange = !known.containsAll(terms.items()) || !known.containsAll(terms.clear()) || !known.containsAll(terms.match());
        return strange ? Optional.of("NO_SUCH_ITEM") : withholds(dataset, terms) ? Optional.of("ITEM_NOT_SHARED")
                : List.of(terms.legalBasis(), terms.scene(), terms.necessity(), terms.assessment()).stream().anyMatch(personal) ? Optional.of("PERSONAL_WORDS") : Optional.empty();
    }

    private boolean withholds(Dataset dataset, Terms terms) {
        return asked(terms).anyMatch(item -> shares.apply(dataset, item) == ShareAttribute.NOT_SHARED);
    }

    /** One item with conditions makes the whole conditional. */
    private boolean unconditional(Dataset dataset, Terms terms) {
        return dataset.share() == ShareAttribute.UNCONDITIONAL && terms.items().isEmpty()
                || !terms.items().isEmpty() && asked(terms).allMatch(item -> shares.apply(dataset, item) == ShareAttribute.UNCONDITIONAL);
    }

    private static Stream<ItemName> asked(Terms terms) {
        return Stream.of(terms.items(), terms.clear(), terms.match()).flatMap(Set::stream).distinct().map(ItemName::new);
    }

    /** Terms are written anew before they are submitted. */
    public Result revise(String id, Terms terms, Subject subject) {
        return with(id, subject, application -> {
            if (!terms.demander().equals(application.terms().demander()) || !terms.dataset().equals(application.terms().dataset())) {
                return new Result.Refused("OTHER_DATASET");
            }
            Optional<String> unfit = dataset(terms).map(dataset -> unfit(terms, dataset)).orElse(Optional.of("NO_DATASET"));
            return unfit.<Result>map(Result.Refused::new).orElseGet(() -> make(application.asking(dataset(terms).filter(dataset -> unconditional(dataset, terms)).isPresent()), Move.REVISE, Map.of(), terms, subject));
        });
    }

    /** Makes a move; what it means for the policies has happened when it returns. */
    public Result move(String id, Move move, Map<Field, String> said, Subject subject) {
        return with(id, subject, application -> make(application, move, said, application.terms(), subject));
    }

    private Result with(String id, Subject subject, Function<Application, Result> deed) {
        return find(id, subject).map(deed).orElse(new Result.Refused("NOT_THERE"));
    }

    private synchronized Result make(Application application, Move move, Map<Field, String> said, Terms terms, Subject subject) {
        if (moved(application)) {
            return new Result.Refused("OVERTAKEN");
        }
        Set<Role> roles = Parties.roles(application, subject);
        Terms.Demands demands = demands(application.terms());
        Optional<String> refused = application.refused(move, roles, subject.id(), said, demands, clocks.get().answering(application)).or(() -> withheld(application, move)).or(() -> untimely(application, said, move))
                .or(() -> said.values().stream().anyMatch(personal) ? Optional.of("PERSONAL_WORDS") : Optional.empty());
        if (refused.isPresent()) {
            return new Result.Refused(refused.get(), refused.get().equals("INCOMPLETE") ? application.terms().missing(demands) : List.of(), "");
        }
        Role role = move.roles().stream().filter(roles::contains).sorted().findFirst().orElseThrow();
        return take(application, new Step(application.steps().size() + 1, move, move.from(application.state()).orElseThrow(), clock.instant(), subject.id(), role,
                only(said, move)), terms, subject);
    }

    private Optional<String> withheld(Application application, Move move) {
        if (move != Move.PROPOSE_YES && move != Move.DELIVER) {
            return Optional.empty();
        }
        Optional<Dataset> shared = dataset(application.terms()).filter(dataset -> dataset.share() != ShareAttribute.NOT_SHARED);
        return shared.isEmpty() ? Optional.of("NOT_SHARED") : shared.filter(dataset -> withholds(dataset, application.terms())).map(dataset -> "ITEM_NOT_SHARED");
    }

    /** A day that a move names lies ahead; one until which data are passed on, within the days of use. */
    private Optional<String> untimely(Application application, Map<Field, String> said, Move move) {
        LocalDate today = LocalDate.ofInstant(clock.instant(), DISTRICT);
        return move.fields().stream().filter(field -> switch (field) {
            case EFFECTIVE -> !day(said, field).isAfter(today) || application.terms().to().filter(last -> day(said, field).isAfter(last)).isPresent();
            case UNTIL -> day(said, field).isBefore(today) || application.terms().to().filter(last -> day(said, field).isAfter(last)).isPresent();
            case RECTIFY_BY -> day(said, field).isBefore(today) || day(said, field).isAfter(today.plusDays(clocks.get().clocks().of(StatutoryClocks.RECTIFICATION).limit()));
            default -> false;
        }).findFirst().map(field -> "DAY_" + field);
    }

    private static LocalDate day(Map<Field, String> said, Field field) {
        return LocalDate.parse(said.get(field).strip());
    }

    private static Map<Field, String> only(Map<Field, String> said, Move move) {
        Map<Field, String> kept = new TreeMap<>();
        move.fields().forEach(field -> kept.put(field, said.getOrDefault(field, "").strip()));
        return kept;
    }

    /**
     * What opens is in the policies before it is said: cut off in between, it is done again and nothing is said that is not so. What closes is said first, for
     * from then on the grant counts no more ({@link Applications#inUse}), whatever becomes of its file.
     */
    private Result take(Application application, Step step, Terms terms, Subject subject) {
        Application after = application.after(step, terms);
        boolean opens = step.move() == Move.DELIVER || step.move() == Move.RESUME || step.move() == Move.CHANGE && step.reached() == State.IN_USE;
        if (opens && grants.grant(after, subject) instanceof Grants.Result.Refused(String why)) {
            return new Result.Refused("POLICIES", List.of(), why);
        }
        if (!applications.step(after, events.of(step.move().name(), after, subject, Map.of("step", String.valueOf(step.number()), "state", step.reached().name())))) {
            return new Result.Refused("OVERTAKEN");
        }
        switch (step.move()) {
            case SUSPEND -> grants.suspend(after, subject);
            case END, EXPIRE, TERMINATE, RETIRE -> grants.end(after, subject);
            default -> { }
        }
        return new Result.Done(after);
    }

    /** Ends the use of what has run out. @return whether it had */
    synchronized boolean expire(Application application, Subject hub) {
        if (moved(application) || !application.expired(clock.instant())) {
            return false;
        }
        return byClock(application, Move.EXPIRE, application.terms(), hub);
    }

    /** Notes that the demander let the time of its consultation pass, and does what was filed once its day has come. @return whether there was something to do */
    synchronized boolean proceed(Application application, Subject hub) {
        if (moved(application)) {
            return false;
        }
        boolean unanswered = application.asked().isPresent() && !application.consulted()
                && clocksOf(application).stream().anyMatch(running -> running.clock().id().equals(StatutoryClocks.CONSULTATION) && running.stopped().isEmpty()
                        && running.at(clock.instant()) == Running.State.BREACHED);
        if (unanswered) {
            return byClock(application, Move.NO_ANSWER, application.terms(), hub);
        }
        return application.due(clock.instant()).filter(move -> byClock(application, move, application.terms().without(Application.items(application.asked().orElseThrow().said())), hub)).isPresent();
    }

    /** Whether somebody took a step since it was read: what opens would be in the policies before the step is refused. */
    private boolean moved(Application application) {
        return applications.find(application.id()).filter(now -> now.steps().size() == application.steps().size()).isEmpty();
    }

    private boolean byClock(Application application, Move move, Terms terms, Subject hub) {
        Step step = new Step(application.steps().size() + 1, move, move.from(application.state()).orElseThrow(), clock.instant(), hub.id(), Role.HUB, Map.of());
        return take(application, step, terms, hub) instanceof Result.Done;
    }

    /** Whether what the grant gives is by now withheld by the catalogue, in whole or in part. */
    boolean stopped(Application application) {
        return dataset(application.terms()).filter(dataset -> dataset.share() == ShareAttribute.NOT_SHARED || withholds(dataset, application.terms())).isPresent();
    }

    /** What the items of the terms demand of an application. */
    public Terms.Demands demands(Terms terms) {
        List<ItemDefinition> wanted = dataset(terms).map(items).orElse(List.of()).stream()
                .filter(item -> terms.items().contains(item.name().value())).toList();
        return new Terms.Demands(wanted.stream().anyMatch(item -> item.level().atLeast(Level.L3)), wanted.stream().anyMatch(item -> item.personalData() != PersonalData.NONE));
    }

    /** Empty also for one that exists but is none of the subject's business. */
    public Optional<Application> find(String id, Subject subject) {
        return applications.find(id).filter(application -> Parties.sees(application, subject));
    }

    /** The last changed first. */
    public List<Application> newest(Subject subject, int most) {
        return applications.newest(Parties.seesAll(subject) ? Optional.empty() : Optional.of(subject.organisation()), most).stream()
                .filter(application -> Parties.sees(application, subject)).toList();
    }

    public List<Finding> findings(Subject subject, int most) {
        return applications.findings(Parties.seesAll(subject) ? Optional.empty() : Optional.of(subject.organisation()), most);
    }

    public List<Finding> findingsOf(Application application) {
        return applications.findingsOf(application.id());
    }

    public List<Running> clocksOf(Application application) {
        return clocks.get().of(application);
    }
}
