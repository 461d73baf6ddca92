package datong;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Generated policies, written twice: as a file for the hub, and as the few sentences of docs/POLICIES.md in plain Java, which judge what
 * it shows. Uses nothing of the hub's own policies.
 */
final class ExitRules {
    /** Items with their level, and the treatments that are tried on them. */
    static final Map<String, Integer> LEVELS = levels();
    static final List<String> PURPOSES = List.of("SERVICE.REQUEST", "SERVICE.CASE", "STATISTICS");
    static final String DROP = "drop";
    /** Not there, though the item is. */
    static final String WITHHELD = "";
    private static final Map<String, List<String>> TREATMENTS = Map.of("status", List.of("reveal", DROP), "request_kind", List.of("reveal", DROP),
            "source_no", List.of("reveal", DROP, "mask", "pseudonymise"), "title", List.of("reveal", DROP, "redact"), "reporter_name", List.of("reveal", "mask", DROP, "pseudonymise"),
            "reporter_phone", List.of("reveal", "mask", DROP, "pseudonymise", "truncate:3"), "reporter_id_number", List.of("mask", DROP, "pseudonymise"));
    private static final Map<Integer, List<String>> OF_LEVEL = Map.of(1, List.of("reveal", "reveal", "reveal", DROP), 2, List.of("reveal", "reveal", "mask", DROP), 3, List.of("mask", "mask", "pseudonymise", DROP), 4, List.of(DROP, "pseudonymise"));
    private static final Set<String> DIRECT = Set.of("reporter_name", "reporter_phone", "reporter_id_number");
    private static final List<String> GROUPS = List.of("department-system", "street-office", "grid-worker", "community-worker");

    /** @param purposes as written; one includes those below it. @param items empty: all. @param treatment or the scope, by kind */
    private record Entry(String group, Set<String> accesses, Set<String> purposes, Optional<String> scene, boolean caseRequired, Set<String> items, Optional<Integer> level, String treatment) {
        static Entry of(String group, Set<String> items, Optional<Integer> level, String treatment) {
            return new Entry(group, Set.of(), Set.of(), Optional.empty(), false, items, level, treatment);
        }

        boolean meets(Asked asked) {
            return group.equals(asked.group()) && (accesses.isEmpty() || accesses.contains(asked.access()))
                    && (purposes.isEmpty() || purposes.stream().anyMatch(purpose -> asked.purpose().equals(purpose) || asked.purpose().startsWith(purpose + ".")))
                    && (scene.isEmpty() || scene.equals(asked.scene())) && (!caseRequired || asked.withCase());
        }
    }

    /** @param access {@code query}, {@code lookup} or {@code statistics} */
    record Asked(String group, String division, String access, String purpose, Optional<String> scene, boolean withCase) {}

    private final Random random;
    private final List<Entry> allow = new ArrayList<>();
    private final List<Entry> deny = new ArrayList<>();
    private final List<Entry> filters = new ArrayList<>();
    private final List<Entry> masks = new ArrayList<>();
    private final List<Entry> ofClass = new ArrayList<>();
    private final List<Entry> limits = new ArrayList<>();
    private final Map<String, String> groups = new LinkedHashMap<>();
    private final Map<String, String> divisions = new LinkedHashMap<>();

    ExitRules(long seed, List<String> subjects) {
        random = new Random(seed);
        subjects.forEach(subject -> {
            groups.put(subject, one(GROUPS));
            divisions.put(subject, one(List.of("110199", "110199001", "110199002", "110199001001")));
        });
        GROUPS.forEach(this::rules);
    }

    private void rules(String group) {
        IntStream.rangeClosed(1, 1 + random.nextInt(2)).forEach(number -> allow.add(new Entry(group, some(Set.of("query", "lookup", "statistics")), some(Set.of("SERVICE", "SERVICE.REQUEST", "STATISTICS")),
                chance(0.2) ? Optional.of("PATROL") : Optional.empty(), chance(0.2), chance(0.3) ? some(LEVELS.keySet()) : Set.of(), Optional.empty(), "")));
        if (chance(0.25)) {
            deny.add(new Entry(group, some(Set.of("query", "lookup", "statistics")), Set.of(), Optional.empty(), false, chance(0.7) ? some(LEVELS.keySet()) : Set.of(), Optional.empty(), ""));
        }
        if (chance(0.95)) {
            filters.add(Entry.of(group, Set.of(), Optional.empty(), one(List.of("everywhere", "subject.division"))));
        }
        if (chance(0.95)) {
            limits.add(Entry.of(group, Set.of(), Optional.empty(), "1000"));
        }
        LEVELS.keySet().stream().filter(item -> chance(0.3)).forEach(item -> masks.add(Entry.of(group, Set.of(item), Optional.empty(), one(TREATMENTS.get(item)))));
        if (chance(0.3)) {
            ofClass.add(Entry.of(group, DIRECT, Optional.empty(), one(OF_LEVEL.get(3))));
        }
        if (chance(0.5)) {
            masks.add(new Entry(group, Set.of("lookup"), Set.of(), Optional.empty(), true, Set.of(), Optional.of(4), "reveal"));
        }
        OF_LEVEL.keySet().stream().sorted().filter(level -> chance(0.9)).forEach(level -> masks.add(Entry.of(group, Set.of(), Optional.of(level), one(OF_LEVEL.get(level)))));
    }

    private static Map<String, Integer> levels() {
        Map<String, Integer> levels = new LinkedHashMap<>();
        levels.put("status", 1);
        levels.put("request_kind", 2);
        levels.put("source_no", 2);
        levels.put("title", 3);
        levels.put("reporter_name", 3);
        levels.put("reporter_phone", 3);
        levels.put("reporter_id_number", 4);
        return levels;
    }

    private boolean chance(double share) {
        return random.nextDouble() < share;
    }

    private String one(List<String> of) {
        return of.get(random.nextInt(of.size()));
    }

    private Set<String> some(Set<String> of) {
        List<String> sorted = of.stream().sorted().toList();
        Set<String> some = sorted.stream().filter(one -> chance(0.6)).collect(Collectors.toCollection(TreeSet::new));
        return some.isEmpty() ? Set.of(one(sorted)) : some;
    }

    String group(String subject) {
        return groups.get(subject);
    }

    String division(String subject) {
        return divisions.get(subject);
    }

    String yaml() {
        return "resource: { element: matter, dataset: hotline-12345 }\n" + section("allow", allow, entry -> "") + section("deny", deny, entry -> ", check: item-level, reason: generated")
                + section("rowFilter", filters, entry -> ", within: " + entry.treatment()) + section("dataMask", Stream.concat(masks.stream(), ofClass.stream()).toList(), entry -> ", treatment: " + entry.treatment())
                + section("limits", limits, entry -> ", rows: " + entry.treatment());
    }

    private static String section(String name, List<Entry> entries, Function<Entry, String> further) {
        return entries.isEmpty() ? "" : name + ":\n" + entries.stream().map(entry -> "  - { groups: [" + entry.group() + "]" + list(", accesses", entry.accesses()) + list(", purposes", entry.purposes())
                + entry.scene().map(scene -> ", scenes: [" + scene + "]").orElse("") + (entry.caseRequired() ? ", case: required" : "") + what(name, entry) + further.apply(entry) + " }\n").collect(Collectors.joining());
    }

    private static String what(String section, Entry entry) {
        String items = entry.items().isEmpty() ? "" : entry.items().equals(DIRECT) && section.equals("dataMask") ? ", personal: direct" : section.equals("dataMask") ? ", item: " + entry.items().iterator().next() : list(", items", entry.items());
        return items + entry.level().map(level -> ", level: L" + level).orElse("");
    }

    private static String list(String key, Set<String> words) {
        return words.isEmpty() ? "" : key + ": " + words;
    }

    /** Treatment of every item; empty if nothing at all is shown. */
    Optional<Map<String, String>> treatments(Asked asked, Set<String> items) {
        if (deny.stream().anyMatch(entry -> entry.items().isEmpty() && entry.meets(asked)) || none(filters, asked) || none(limits, asked)) {
            return Optional.empty();
        }
        Map<String, String> treatments = new LinkedHashMap<>();
        items.forEach(item -> treatments.put(item, treatment(asked, item)));
        return treatments.values().stream().allMatch(DROP::equals) ? Optional.empty() : Optional.of(treatments);
    }

    /** What a question that names its items is answered with: it is refused whole if one of them is withheld. */
    Optional<Map<String, String>> answer(Asked asked, Set<String> items) {
        return treatments(asked, items).filter(treatments -> !treatments.containsValue(DROP));
    }

    /** Of a child only what is not said of anybody, and pseudonyms, but on behalf of a case. */
    static Map<String, String> ofChild(Map<String, String> treatments, boolean child) {
        Map<String, String> words = new LinkedHashMap<>(treatments);
        words.replaceAll((item, treatment) -> child && !treatment.equals("pseudonymise") && (DIRECT.contains(item) || item.equals("title")) ? WITHHELD : treatment);
        return words;
    }

    /** Of a record that keeps to itself who brought it. */
    static Map<String, String> ofReport(Map<String, String> treatments, boolean report) {
        Map<String, String> words = new LinkedHashMap<>(treatments);
        words.replaceAll((item, treatment) -> report && !treatment.equals("pseudonymise") && item.startsWith("reporter_") ? WITHHELD : treatment);
        return words;
    }

    private static boolean none(List<Entry> entries, Asked asked) {
        return entries.stream().noneMatch(entry -> entry.meets(asked));
    }

    private String treatment(Asked asked, String item) {
        Predicate<Entry> means = entry -> entry.meets(asked) && (entry.items().isEmpty() || entry.items().contains(item));
        if (allow.stream().noneMatch(means) || deny.stream().anyMatch(means)) {
            return DROP;
        }
        return masks.stream().filter(entry -> entry.meets(asked) && entry.items().contains(item)).findFirst()
                .or(() -> ofClass.stream().filter(entry -> entry.meets(asked) && entry.items().contains(item)).findFirst())
                .or(() -> masks.stream().filter(entry -> entry.meets(asked) && entry.level().filter(LEVELS.get(item)::equals).isPresent()).findFirst()).map(Entry::treatment).orElse(DROP);
    }

    boolean reaches(Asked asked, String division) {
        return filters.stream().filter(entry -> entry.meets(asked)).allMatch(entry -> entry.treatment().equals("everywhere") || division.startsWith(asked.division()));
    }
}
