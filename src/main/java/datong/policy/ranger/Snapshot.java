package datong.policy.ranger;

import datong.policy.AccessRequest;
import datong.policy.Action;
import datong.policy.Subject;
import datong.policy.Treatment;
import datong.policy.TreatmentWords;
import datong.policy.Vocabulary;
import datong.policy.yaml.Access;
import datong.policy.yaml.Grant;
import datong.policy.yaml.PolicySet;
import datong.policy.yaml.Rule;
import datong.policy.yaml.Within;
import datong.schema.DefaultTreatment;
import datong.schema.ItemDefinition;
import datong.schema.ItemName;
import datong.schema.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** One set of policies with the engine that evaluates it. Closed only after the last question to it was answered. */
final class Snapshot {
    private static final int MOST_PROFILES = 10_000;
    private static final Duration AROUND_A_BOUNDARY = Duration.ofSeconds(3);
    private static final int RETIRED = Integer.MIN_VALUE / 2;

    private final PolicySet set;
    private final RangerModel model;
    private final RangerEngine engine;
    private final ConcurrentHashMap<Profile.Key, Profile> profiles = new ConcurrentHashMap<>();
    private final AtomicInteger readers = new AtomicInteger();
    private final AtomicBoolean closed = new AtomicBoolean();
    private final Instant[] boundaries;
    private final Set<String> namedUsers;
    private final Set<String> namedCases;
    private final Set<String> grantedOrganisations;
    private final Set<String> purposes;
    private final Set<String> scenes;

    Snapshot(PolicySet set) {
        this(set, RangerEngine.start(set));
    }

    Snapshot(PolicySet set, RangerEngine engine) {
        this.set = set;
        this.model = new RangerModel(set);
        this.engine = engine;
        this.boundaries = set.rules().stream().map(Rule::head)
                .flatMap(head -> Stream.concat(head.from().stream(), head.to().stream())).distinct().sorted().toArray(Instant[]::new);
        this.namedUsers = set.rules().stream().flatMap(rule -> rule.head().users().stream()).collect(Collectors.toUnmodifiableSet());
        this.namedCases = set.namedCases();
        this.grantedOrganisations = set.grants().stream().map(Grant::organisation).collect(Collectors.toUnmodifiableSet());
        this.purposes = codes(set.vocabulary().purposes());
        this.scenes = codes(set.vocabulary().scenes());
    }

    private static Set<String> codes(List<Vocabulary.Term> terms) {
        return terms.stream().map(Vocabulary.Term::code).collect(Collectors.toUnmodifiableSet());
    }

    PolicySet set() {
        return set;
    }

    /** False once retired: the caller takes the next snapshot then. Each success is ended by {@link #leave()}. */
    boolean enter() {
        if (readers.incrementAndGet() > 0) {
            return true;
        }
        leave();
        return false;
    }

    void leave() {
        if (readers.decrementAndGet() == RETIRED) {
            close();
        }
    }

    /** No question enters any more; the engine is closed when the last one has left. */
    void retire() {
        if (readers.addAndGet(RETIRED) == RETIRED) {
            close();
        }
    }

    private void close() {
        if (closed.compareAndSet(false, true)) {
            engine.close();
        }
    }

    Set<String> groups(Subject subject) {
        Set<String> groups = subject.groups().stream().filter(group -> group.indexOf(':') < 0).collect(Collectors.toCollection(HashSet::new));
        if (grantedOrganisations.contains(subject.organisation())) {
            groups.add(Grant.group(subject.organisation()));
        }
        return groups;
    }

    Profile profile(AccessRequest request) {
        if (nearBoundary(request.at())) {
            return evaluate(request);
        }
        Profile.Key key = key(request);
        Profile known = profiles.get(key);
        if (known != null) {
            return known;
        }
        if (profiles.size() >= MOST_PROFILES) {
            profiles.clear();
        }
        Profile evaluated = evaluate(request);
        profiles.put(key, evaluated);
        return evaluated;
    }

    private Profile.Key key(AccessRequest request) {
        Subject subject = request.subject();
        String caseNumber = request.caseNumber().map(stated -> namedCases.contains(stated) ? stated : "*").orElse("");
        int found = Arrays.binarySearch(boundaries, request.at());
        return new Profile.Key(request.element(), request.dataset(), subject.groups(),
                namedUsers.contains(subject.id()) ? subject.id() : "",
                grantedOrganisations.contains(subject.organisation()) ? subject.organisation() : "",
                request.action(), request.purpose(), request.scene().orElse(""), caseNumber, found < 0 ? -found - 1 : found);
    }

    /** Ranger compares times by its own rounding; close to a boundary it is asked each time. */
    private boolean nearBoundary(Instant at) {
        for (Instant boundary : boundaries) {
            if (Duration.between(boundary, at).abs().compareTo(AROUND_A_BOUNDARY) < 0) {
                return true;
            }
        }
        return false;
    }

    private Profile evaluate(AccessRequest request) {
        RangerEngine.Question question = new RangerEngine.Question(request.element(), request.dataset(), request.subject(),
                groups(request.subject()), request.purpose(), request.scene(), request.caseNumber(), request.at());
        Access access = Access.of(request.action());
        Map<ItemDefinition, Rule.Allow> allowed = new HashMap<>();
        Set<ItemName> matched = new HashSet<>();
        for (ItemDefinition item : model.items(request.element())) {
            Optional<Rule> decided = engine.access(question, access, item.name());
            if (decided.orElse(null) instanceof Rule.Deny deny && deny.items().isEmpty()) {
                return new Profile(Optional.of(deny), Map.of(), Set.of(), new EnumMap<>(Level.class), List.of());
            }
            if (decided.orElse(null) instanceof Rule.Allow allow) {
                allowed.put(item, allow);
            }
            if (item.lookup() && engine.access(question, Access.MATCH, item.name()).orElse(null) instanceof Rule.Allow) {
                matched.add(item.name());
            }
        }
        RangerEngine.Question acting = question.as(acting(question.groups(), allowed.values()));
        Map<ItemName, Profile.Seen> seen = new HashMap<>();
        allowed.forEach((item, allow) -> seen.put(item.name(), seen(acting, access, item, allow)));
        return new Profile(Optional.empty(), Map.copyOf(seen), Set.copyOf(matched), filters(acting, access), limits(request));
    }

    /** The roles that opened the door say how far it opens; another role of the same person does not widen it. */
    private static Set<String> acting(Set<String> groups, Collection<Rule.Allow> allowing) {
        Set<String> acting = new HashSet<>();
        for (Rule.Allow allow : Set.copyOf(allowing)) {
            boolean byRole = allow.head().users().isEmpty() && allow.head().groups().stream().noneMatch(group -> group.indexOf(':') >= 0);
            groups.stream().filter(group -> !byRole || allow.head().groups().contains(group)).forEach(acting::add);
        }
        return acting;
    }

    private Profile.Seen seen(RangerEngine.Question question, Access access, ItemDefinition item, Rule.Allow allow) {
        Treatment treatment = access == Access.DISCOVER ? new Treatment.Drop()
                : engine.mask(question, access, item.name()).map(masked -> treatment(masked.treatment(), item)).orElseGet(Treatment.Drop::new);
        boolean clearHighest = treatment instanceof Treatment.Reveal && item.level() == Level.L4;
        boolean single = question.caseNumber().isPresent() && access == Access.LOOKUP;
        return new Profile.Seen(clearHighest && !single ? new Treatment.Drop() : treatment, item.level(), allow);
    }

    private static Treatment treatment(String word, ItemDefinition item) {
        return word.equals(Rule.BY_ITEM) ? byItem(item.publish()) : TreatmentWords.parse(word).orElseGet(Treatment.Drop::new);
    }

    private static Treatment byItem(DefaultTreatment treatment) {
        return switch (treatment) {
            case KEEP -> new Treatment.Reveal();
            case MASK -> new Treatment.Mask();
            case PSEUDONYMISE -> new Treatment.Pseudonymise();
            case GENERALISE -> new Treatment.Generalise(0);
            case ENCRYPT -> new Treatment.EncryptForRecipient();
            case REDACT -> new Treatment.RedactText();
            case DROP, AGGREGATE -> new Treatment.Drop();
        };
    }

    private EnumMap<Level, Profile.Reach> filters(RangerEngine.Question question, Access access) {
        EnumMap<Level, Profile.Reach> filters = new EnumMap<>(Level.class);
        if (access == Access.DISCOVER) {
            return filters;
        }
        for (Level level : Level.values()) {
            engine.filter(question, access, level).flatMap(Snapshot::reach).ifPresent(reach -> filters.put(level, reach));
        }
        return filters;
    }

    private static Optional<Profile.Reach> reach(RangerEngine.Filtered filtered) {
        Set<Within> within = Stream.of(Within.values()).filter(value -> filtered.within().contains(value.word())).collect(Collectors.toUnmodifiableSet());
        return within.size() == filtered.within().size() && !within.isEmpty()
                ? Optional.of(new Profile.Reach(filtered.rule(), within)) : Optional.empty();
    }

    private List<Rule.Limit> limits(AccessRequest request) {
        Set<String> groups = groups(request.subject());
        return set.rules(Rule.Limit.class).stream().filter(limit -> applies(limit.head(), request, groups)).toList();
    }

    private static boolean applies(Rule.Head head, AccessRequest request, Set<String> groups) {
        return head.reaches(request.element(), request.dataset()) && head.accesses().contains(Access.of(request.action()))
                && head.meets(request.subject().id(), groups) && head.inForce(request.at())
                && (head.purposes().isEmpty() || head.purposes().contains(request.purpose()));
    }

    boolean knowsPurpose(String purpose) {
        return purposes.contains(purpose);
    }

    boolean knowsScene(String scene) {
        return scenes.contains(scene);
    }

    static boolean needsPurpose(Action action) {
        return action != Action.DISCOVER && action != Action.PREVIEW;
    }
}
