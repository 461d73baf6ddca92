package datong.policy.ranger;

import datong.policy.AccessRequest;
import datong.policy.Reasons;
import datong.policy.yaml.PolicySet;
import datong.policy.yaml.Rule;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/**
 * Ranger looks at every policy for a dataset, whomever it is for, so that thousands of them for one dataset make it slow. A small set
 * of rules has one engine; of a large one, each audience (the rules that meet the same people) has its own, with those rules only.
 */
final class Engines implements AutoCloseable {
    private static final int FEW_RULES = 300;
    private static final int MOST_ENGINES = 100;
    private final PolicySet set;
    private final ConcurrentHashMap<List<Rule>, Engine> engines = new ConcurrentHashMap<>();
    private final AtomicInteger kept = new AtomicInteger();
    private final boolean whole;

    private record Engine(Evaluation evaluation, RangerEngine ranger) {
        static Engine of(PolicySet set, RangerEngine ranger) {
            return new Engine(new Evaluation(set, new RangerModel(set), ranger), ranger);
        }
    }

    private Engines(PolicySet set, boolean whole) {
        this.set = set;
        this.whole = whole;
    }

    /** @throws IllegalStateException if the engine does not take the policies as they are */
    static Engines of(PolicySet set) {
        Engines engines = new Engines(set, set.rules().size() <= FEW_RULES);
        if (engines.whole) {
            engines.keep(set.rules(), Engine.of(set, RangerEngine.start(set)));
        } else {
            RangerEngine.check(new RangerModel(set).policies());
        }
        return engines;
    }

    static Engines single(PolicySet set, RangerEngine engine) {
        Engines engines = new Engines(set, true);
        engines.keep(set.rules(), Engine.of(set, engine));
        return engines;
    }

    private void keep(List<Rule> rules, Engine engine) {
        engines.put(rules, engine);
        kept.incrementAndGet();
    }

    /** @param groups the subject's, and the one that stands for its organisation */
    Profile profile(AccessRequest request, Set<String> groups) {
        return asked(request, groups, evaluation -> evaluation.profile(request, groups));
    }

    Reasons.Said reasons(AccessRequest request, Set<String> groups) {
        return asked(request, groups, evaluation -> evaluation.reasons(request, groups));
    }

    private <T> T asked(AccessRequest request, Set<String> groups, Function<Evaluation, T> question) {
        List<Rule> rules = whole ? set.rules() : set.rules().stream().filter(rule -> rule.head().meets(request.subject().id(), groups)).toList();
        Engine known = engines.get(rules);
        if (known == null && kept.get() < MOST_ENGINES) {
            known = engines.computeIfAbsent(rules, absent -> {
                kept.incrementAndGet();
                return start(rules);
            });
        }
        if (known != null) {
            return question.apply(known.evaluation());
        }
        Engine once = start(rules);
        try {
            return question.apply(once.evaluation());
        } finally {
            once.ranger().close();
        }
    }

    private Engine start(List<Rule> rules) {
        PolicySet some = set.with(rules);
        return Engine.of(some, RangerEngine.start(some));
    }

    @Override
    public void close() {
        engines.values().forEach(engine -> engine.ranger().close());
    }
}
