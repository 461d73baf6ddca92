package datong.policy.ranger;

import datong.policy.AccessRequest;
import datong.policy.Action;
import datong.policy.Decision.Check;
import datong.policy.Decision.Denied;
import datong.policy.Decision.Permitted;
import datong.policy.Decision;
import datong.policy.Organisations.KnownOrganisation;
import datong.policy.RowScope;
import datong.policy.Subject;
import datong.policy.Treatment;
import datong.policy.UsageCounter;
import datong.policy.Withdrawals;
import datong.policy.yaml.Grant;
import datong.policy.yaml.Rule;
import datong.policy.yaml.Within;
import datong.schema.Element;
import datong.schema.ItemName;
import datong.schema.Level;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;

/** The seven checks of DOMAIN §2.12 over one snapshot; the first that refuses decides. */
final class SevenChecks {
    static final ZoneId DAYS = ZoneId.of("Asia/Shanghai");
    private static final Set<Element> WITH_ACCUSED = Set.of(Element.MATTER);
    private final Snapshot snapshot;
    private final UsageCounter usage;
    private final Withdrawals withdrawals;

    SevenChecks(Snapshot snapshot, UsageCounter usage, Withdrawals withdrawals) {
        this.snapshot = snapshot;
        this.usage = usage;
        this.withdrawals = withdrawals;
    }

    Decision decide(AccessRequest asked) {
        AccessRequest request = withoutBlanks(asked);
        Optional<Denied> strange = refuseUnknownWords(request);
        if (strange.isPresent()) {
            return strange.get();
        }
        if (request.subject().groups().stream().anyMatch(snapshot.set().withoutData()::contains)) {
            return denied(Check.GRANT, "accounts without data", "accounts of contractors that run the system see none of its data (政务数据共享条例 36)");
        }
        Profile profile = snapshot.profile(request);
        if (profile.refusal().isPresent()) {
            Rule.Deny deny = profile.refusal().get();
            return denied(deny.check(), deny.head().name(), deny.reason());
        }
        if (WITH_ACCUSED.contains(request.element()) && request.action() != Action.DISCOVER && request.subject().organisation().isBlank()) {
            return denied(Check.CONFLICT, "conflict firewall", "the subject acts for no organisation, so accusations against it cannot be kept from it");
        }
        if (profile.nothing().isPresent()) {
            return profile.nothing().get();
        }
        Optional<Rule> withdrawn = withdrawn(profile);
        if (withdrawn.isPresent()) {
            return denied(Check.GRANT, withdrawn.get().head().name(), "it is suspended or has ended; the page Sharing says why");
        }
        return request.action() == Action.DISCOVER ? discovered(request, profile) : shown(request, profile);
    }

    /** A question that any part of a withdrawn grant would answer is refused as a whole, even if something else would answer it too. */
    private Optional<Rule> withdrawn(Profile profile) {
        Rule last = null;
        for (Profile.Seen seen : profile.seen().values()) {
            if (seen.rule() != last && withdrawals.withdrawn(seen.rule().head().file())) {
                return Optional.of(seen.rule());
            }
            last = seen.rule();
        }
        return Optional.empty();
    }

    /** A blank case number is none. */
    private static AccessRequest withoutBlanks(AccessRequest asked) {
        if (asked.caseNumber().filter(String::isBlank).isEmpty()) {
            return asked;
        }
        return new AccessRequest(asked.subject(), asked.dataset(), asked.element(), asked.items(), asked.action(), asked.purpose(), asked.scene(),
                Optional.empty(), asked.rows(), asked.at());
    }

    private Optional<Denied> refuseUnknownWords(AccessRequest request) {
        boolean silent = request.purpose().isBlank() && !Snapshot.needsPurpose(request.action());
        if (!silent && !snapshot.knowsPurpose(request.purpose())) {
            return Optional.of(denied(Check.PURPOSE, "known purposes", "the purpose is missing or is not one of policies/purposes.yaml"));
        }
        if (request.scene().filter(scene -> !snapshot.knowsScene(scene)).isPresent()) {
            return Optional.of(denied(Check.PURPOSE, "known scenes", "the scene is not one of policies/scenes.yaml"));
        }
        return Optional.empty();
    }

    private Decision discovered(AccessRequest request, Profile profile) {
        Map<ItemName, Treatment> treatments = new HashMap<>();
        request.items().forEach(item -> treatments.put(item, new Treatment.Drop()));
        return new Permitted(new RowScope(false, List.of(), List.of(), List.of(), Optional.empty(), List.of()), treatments, Set.of(), List.of(),
                profile.seen().values().iterator().next().rule().head().name(), version());
    }

    private Decision shown(AccessRequest request, Profile profile) {
        if (request.items().stream().noneMatch(profile.seen()::containsKey)) {
            return new Explanation(snapshot).ofItemsNotAllowed(request);
        }
        Map<ItemName, Treatment> treatments = HashMap.newHashMap(request.items().size());
        Level highest = Level.L1;
        String rule = "";
        List<Rule.Allow> narrowing = new ArrayList<>();
        for (ItemName item : request.items()) {
            Profile.Seen seen = withheld(request, profile, item) ? null : profile.seen().get(item);
            Treatment treatment = seen == null ? new Treatment.Drop() : seen.treatment();
            treatments.put(item, treatment);
            if (!(treatment instanceof Treatment.Drop) || seen != null && profile.matched().contains(item)) {
                highest = highest.max(seen.level());
                rule = seen.rule().head().name();
                if (!seen.rule().head().divisions().isEmpty()) {
                    narrowing.add(seen.rule());
                }
            }
        }
        Optional<Profile.Reach> reach = Optional.ofNullable(profile.filters().get(highest));
        if (reach.isEmpty()) {
            return denied(Check.REGION, "no row filter", "no policy says which rows of '" + request.dataset() + "' the subject may reach");
        }
        Optional<RowScope> scope = scope(request, reach.get().within());
        if (scope.isEmpty()) {
            return denied(Check.REGION, reach.get().rule().head().name(), "the subject has no " + missing(request.subject(), reach.get().within()) + " to reach rows by");
        }
        if (rule.isEmpty()) {
            return denied(Check.ITEM_LEVEL, "no item to show", "no policy shows any of the items asked for to the subject");
        }
        Optional<RowScope> narrowed = Divisions.narrowed(scope.get(), narrowing, profile.kept(), treatments);
        if (narrowed.isEmpty()) {
            return denied(Check.REGION, rule, "it is given for rows of divisions that the subject does not reach");
        }
        return withinLimits(request, profile.limits(), new Permitted(narrowed.get(), treatments, lookups(request, profile), obligations(profile.limits()), daily(profile.limits()), rule, version()));
    }

    private Set<ItemName> lookups(AccessRequest request, Profile profile) {
        Set<ItemName> lookups = new HashSet<>(profile.matched());
        lookups.retainAll(request.items());
        lookups.removeIf(item -> withheld(request, profile, item));
        return lookups;
    }

    /** An item that only a grant gives and that is not shared (政务数据共享条例 15). */
    private boolean withheld(AccessRequest request, Profile profile, ItemName item) {
        Profile.Seen seen = profile.seen().get(item);
        return seen != null && Grant.gives(seen.rule().head()) && withdrawals.withheld(request.dataset(), item);
    }

    /** Empty if a part of the scope has nothing to go by. */
    private Optional<RowScope> scope(AccessRequest request, Set<Within> within) {
        Subject subject = request.subject();
        if (!missing(subject, within).isEmpty()) {
            return Optional.empty();
        }
        boolean everywhere = !within.contains(Within.DIVISION) && !within.contains(Within.GRID);
        return Optional.of(new RowScope(everywhere,
                within.contains(Within.DIVISION) ? List.of(subject.division())
                        : within.contains(Within.GRID) ? List.of(subject.division().substring(0, 12)) : List.of(),
                within.contains(Within.GRID) ? List.of(subject.division()) : List.of(),
                within.contains(Within.SOURCES) ? subject.sources().stream().sorted().toList() : List.of(),
                WITH_ACCUSED.contains(request.element()) ? Optional.of(subject.organisation()) : Optional.empty(),
                within.contains(Within.CASES) ? namesOf(subject.organisation()) : List.of()));
    }

    private String missing(Subject subject, Set<Within> within) {
        List<String> missing = new ArrayList<>();
        if (within.contains(Within.DIVISION) && subject.division().isEmpty()) {
            missing.add("division");
        }
        if (within.contains(Within.GRID) && subject.division().length() != 15) {
            missing.add("grid");
        }
        if (within.contains(Within.SOURCES) && subject.sources().isEmpty()) {
            missing.add("source of its own");
        }
        if (within.contains(Within.CASES) && namesOf(subject.organisation()).isEmpty()) {
            missing.add("organisation");
        }
        return String.join(" and no ", missing);
    }

    private List<String> namesOf(String organisation) {
        KnownOrganisation known = snapshot.set().organisations().get(organisation);
        return known == null ? List.of()
                : Stream.concat(Stream.of(known.creditCode(), known.chinese()), known.aliases().stream()).distinct().toList();
    }

    private Decision withinLimits(AccessRequest request, List<Rule.Limit> limits, Permitted permitted) {
        if (limits.isEmpty()) {
            return denied(Check.VOLUME, "no limit", "no policy says how many rows of '" + request.dataset() + "' the subject may read");
        }
        for (Rule.Limit limit : limits) {
            if (above(limit.rows(), request.rows())) {
                return denied(Check.VOLUME, limit.head().name(),
                        "at most " + limit.rows().getAsLong() + " rows a call, " + request.rows() + " were asked for");
            }
        }
        return limits.stream().allMatch(limit -> limit.rowsPerDay().isEmpty() && limit.personsPerDay().isEmpty())
                ? permitted : withinTheDay(request, limits, permitted);
    }

    private Decision withinTheDay(AccessRequest request, List<Rule.Limit> limits, Permitted permitted) {
        UsageCounter.Used used = usage.used(request.subject().id(), request.dataset(), LocalDate.ofInstant(request.at(), DAYS));
        for (Rule.Limit limit : limits) {
            if (above(limit.rowsPerDay(), used.rows() + request.rows())) {
                return denied(Check.VOLUME, limit.head().name(),
                        "at most " + limit.rowsPerDay().getAsLong() + " rows a day, " + used.rows() + " were read today");
            }
            if (above(limit.personsPerDay(), used.persons() + 1)) {
                return denied(Check.VOLUME, limit.head().name(),
                        "at most " + limit.personsPerDay().getAsLong() + " persons a day, all were read today");
            }
        }
        return permitted;
    }

    private static List<Decision.DayLimit> daily(List<Rule.Limit> limits) {
        return limits.stream().filter(limit -> limit.rowsPerDay().isPresent() || limit.personsPerDay().isPresent())
                .map(limit -> new Decision.DayLimit(limit.head().name(), new UsageCounter.Limits(limit.rowsPerDay(), limit.personsPerDay()))).toList();
    }

    private static List<String> obligations(List<Rule.Limit> limits) {
        OptionalLong most = limits.stream().map(Rule.Limit::rows).flatMapToLong(OptionalLong::stream).min();
        return most.isPresent() ? List.of("MAX_ROWS:" + most.getAsLong()) : List.of();
    }

    private static boolean above(OptionalLong limit, long rows) {
        return limit.isPresent() && rows > limit.getAsLong();
    }

    private Denied denied(Check check, String rule, String reason) {
        return new Denied(check, rule, reason, version());
    }

    private String version() {
        return snapshot.set().version();
    }
}
