package datong.policy.ranger;

import datong.policy.AccessRequest;
import datong.policy.Action;
import datong.policy.Decision;
import datong.policy.Reasons;
import datong.policy.Subject;
import datong.policy.Subjects;
import datong.policy.UsageCounter;
import datong.policy.Vocabulary;
import datong.policy.Withdrawals;
import datong.policy.yaml.Grant;
import datong.policy.yaml.PolicySet;
import datong.policy.yaml.Rule;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One set of policies with the engine that evaluates it. Closed only after the last question to it was answered. */
final class Snapshot {
    private static final Logger LOG = LoggerFactory.getLogger(Snapshot.class);
    private static final int MOST_PROFILES = 10_000;
    private static final Duration AROUND_A_BOUNDARY = Duration.ofSeconds(3);
    private static final int RETIRED = Integer.MIN_VALUE / 2;

    private final PolicySet set;
    private final Engines engines;
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
        this(set, Engines.of(set));
    }

    Snapshot(PolicySet set, RangerEngine engine) {
        this(set, Engines.single(set, engine));
    }

    private Snapshot(PolicySet set, Engines engines) {
        this.set = set;
        this.engines = engines;
        this.boundaries = set.rules().stream().map(Rule::head)
                .flatMap(head -> Stream.concat(head.from().stream(), head.to().stream())).distinct().sorted().toArray(Instant[]::new);
        this.namedUsers = set.rules().stream().flatMap(Rule::namedUsers).collect(Collectors.toUnmodifiableSet());
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
            engines.close();
        }
    }

    Subjects subjects() {
        return new Subjects() {
            @Override
            public Optional<Subject> find(String id) {
                return Optional.ofNullable(set.subjects().get(id));
            }

            @Override
            public List<Subject> all() {
                return set.subjects().values().stream().sorted(Comparator.comparing(Subject::id)).toList();
            }
        };
    }

    /** Never throws: what cannot be decided is refused. */
    Decision decide(AccessRequest request, UsageCounter usage, Withdrawals withdrawals) {
        try {
            return new SevenChecks(this, usage, withdrawals).decide(request);
        } catch (RuntimeException | LinkageError broken) {
            LOG.error("a decision failed and was answered with a refusal", broken);
            return new Decision.Denied(Decision.Check.GRANT, "decision failed", "the decision could not be made", set.version());
        }
    }

    Reasons.Said reasons(AccessRequest request) {
        return engines.reasons(request, groups(request.subject()));
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
        return new Profile.Key(request.element(), request.dataset(), subject.groups(),
                namedUsers.contains(subject.id()) ? subject.id() : "",
                grantedOrganisations.contains(subject.organisation()) ? subject.organisation() : "",
                request.action(), request.purpose(), request.scene().orElse(""), caseNumber, window(request.at()));
    }

    /** Ranger compares times by its own rounding; close to a boundary it is asked each time. */
    private boolean nearBoundary(Instant at) {
        int next = window(at);
        return next > 0 && close(boundaries[next - 1], at) || next < boundaries.length && close(boundaries[next], at);
    }

    private static boolean close(Instant boundary, Instant at) {
        return Duration.between(boundary, at).abs().compareTo(AROUND_A_BOUNDARY) < 0;
    }

    /** How many boundaries are at or before the moment. */
    private int window(Instant at) {
        int found = Arrays.binarySearch(boundaries, at);
        return found < 0 ? -found - 1 : found + 1;
    }

    private Profile evaluate(AccessRequest request) {
        Profile profile = engines.profile(request, groups(request.subject()));
        return profile.seen().isEmpty() && profile.refusal().isEmpty() ? profile.explained(new Explanation(this).ofNothingAllowed(request)) : profile;
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
