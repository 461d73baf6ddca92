package datong.policy.ranger;

import datong.policy.AccessRequest;
import datong.policy.Reasons;
import datong.policy.Treatment;
import datong.policy.TreatmentWords;
import datong.policy.yaml.Access;
import datong.policy.yaml.PolicySet;
import datong.policy.yaml.Rule;
import datong.policy.yaml.Within;
import datong.schema.DefaultTreatment;
import datong.schema.ItemDefinition;
import datong.schema.ItemName;
import datong.schema.Level;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Asks the engine about every item of an element for one kind of question. */
final class Evaluation {
    private final PolicySet set;
    private final RangerModel model;
    private final RangerEngine engine;

    Evaluation(PolicySet set, RangerModel model, RangerEngine engine) {
        this.set = set;
        this.model = model;
        this.engine = engine;
    }

    Profile profile(AccessRequest request, Set<String> groups) {
        RangerEngine.Question question = question(request, groups);
        Access access = Access.of(request.action());
        Map<ItemDefinition, Rule.Allow> allowed = new HashMap<>();
        Set<ItemName> matched = new HashSet<>();
        for (ItemDefinition item : model.items(request.element())) {
            Optional<Rule> decided = engine.access(question, access, item.name());
            if (decided.orElse(null) instanceof Rule.Deny deny && deny.items().isEmpty()) {
                return new Profile(Optional.of(deny), Map.of(), Set.of(), new EnumMap<>(Level.class), List.of(), List.of(), Optional.empty());
            }
            if (decided.orElse(null) instanceof Rule.Allow allow) {
                allowed.put(item, allow);
            }
            if (item.lookup() && engine.access(question, Access.MATCH, item.name()).orElse(null) instanceof Rule.Allow) {
                matched.add(item.name());
            }
        }
        RangerEngine.Question acting = question.as(acting(request.subject().id(), question.groups(), allowed.values()));
        Map<ItemName, Profile.Seen> seen = new HashMap<>();
        allowed.forEach((item, allow) -> seen.put(item.name(), seen(acting, access, item, allow)));
        return new Profile(Optional.empty(), Map.copyOf(seen), Set.copyOf(matched), filters(acting, access), limits(request, groups),
                kept(request, groups), Optional.empty());
    }

    private static RangerEngine.Question question(AccessRequest request, Set<String> groups) {
        return new RangerEngine.Question(request.element(), request.dataset(), request.subject(), groups, request.purpose(), request.scene(), request.caseNumber(), request.at());
    }

    /** The rules behind {@link #profile}. */
    Reasons.Said reasons(AccessRequest request, Set<String> groups) {
        RangerEngine.Question question = question(request, groups);
        Access access = Access.of(request.action());
        Map<ItemName, Rule> decided = new HashMap<>();
        model.items(request.element()).stream().map(ItemDefinition::name).filter(request.items()::contains)
                .forEach(item -> engine.access(question, access, item).ifPresent(rule -> decided.put(item, rule)));
        RangerEngine.Question acting = question.as(acting(request.subject().id(), groups,
                decided.values().stream().filter(Rule.Allow.class::isInstance).map(Rule.Allow.class::cast).toList()));
        Map<ItemName, Reasons.OfItem> items = new HashMap<>();
        decided.forEach((item, rule) -> items.put(item, rule instanceof Rule.Allow
                ? new Reasons.OfItem(Optional.of(place(rule)), Optional.empty(), engine.mask(acting, access, item).map(masked -> place(masked.rule())))
                : new Reasons.OfItem(Optional.empty(), Optional.of(place(rule)), Optional.empty())));
        Map<Level, Reasons.Place> rows = new EnumMap<>(Level.class);
        filters(acting, access).forEach((level, reach) -> rows.put(level, place(reach.rule())));
        return new Reasons.Said(set.version(), Map.copyOf(items), rows);
    }

    private static Reasons.Place place(Rule rule) {
        return new Reasons.Place(rule.head().name(), rule.head().file(), rule.head().line());
    }

    /** The roles that opened the door say how far it opens; another role of the same person does not widen it. */
    private static Set<String> acting(String user, Set<String> groups, Collection<Rule.Allow> allowing) {
        Set<String> acting = new HashSet<>();
        for (Rule.Allow allow : Set.copyOf(allowing)) {
            boolean byRole = !allow.head().users().contains(user) && allow.head().groups().stream().noneMatch(group -> group.indexOf(':') >= 0);
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
            engine.filter(question, access, level).flatMap(Evaluation::reach).ifPresent(reach -> filters.put(level, reach));
        }
        return filters;
    }

    private static Optional<Profile.Reach> reach(RangerEngine.Filtered filtered) {
        Set<Within> within = Stream.of(Within.values()).filter(value -> filtered.within().contains(value.word())).collect(Collectors.toUnmodifiableSet());
        return within.size() == filtered.within().size() && !within.isEmpty()
                ? Optional.of(new Profile.Reach(filtered.rule(), within)) : Optional.empty();
    }

    private List<Rule.Limit> limits(AccessRequest request, Set<String> groups) {
        return set.rules(Rule.Limit.class).stream().filter(limit -> applies(limit.head(), request, groups)).toList();
    }

    /** Refusals for the rows of a division, which only narrow what is reached. */
    private List<Rule.Deny> kept(AccessRequest request, Set<String> groups) {
        return set.rules(Rule.Deny.class).stream().filter(deny -> !deny.head().divisions().isEmpty()).filter(deny -> applies(deny.head(), request, groups))
                .filter(deny -> deny.head().cases().isEmpty() || request.caseNumber().filter(deny.head().cases()::contains).isPresent())
                .filter(deny -> deny.except().stream().noneMatch(except -> except.meets(request.subject().id(), groups)
                        && except.holds(request.purpose(), request.scene(), request.caseNumber())))
                .toList();
    }

    private static boolean applies(Rule.Head head, AccessRequest request, Set<String> groups) {
        return head.reaches(request.element(), request.dataset()) && head.accesses().contains(Access.of(request.action()))
                && head.meets(request.subject().id(), groups) && head.inForce(request.at())
                && (head.purposes().isEmpty() || head.purposes().contains(request.purpose()));
    }
}
