package datong.policy.yaml;

import datong.policy.Decision.Check;
import datong.policy.TreatmentWords;
import datong.schema.DatasetCode;
import datong.schema.Element;
import datong.schema.ItemDefinition;
import datong.schema.ItemName;
import datong.schema.Level;
import datong.schema.PersonalData;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads one {@code *.policy.yaml}. */
final class PolicyFile {
    static final int MOST_ENTRIES = 100;
    static final List<String> HEAD = List.of("name", "groups", "users", "roles", "accesses", "purposes", "scenes", "cases", "case", "valid");
    private static final Set<Access> SEEING = Set.of(Access.QUERY, Access.LOOKUP, Access.PUBLISH, Access.PREVIEW, Access.STATISTICS);
    private static final Map<String, Level> LEVELS = enumWords(Level.values(), Level::name);
    private static final Map<String, PersonalData> CLASSES = enumWords(PersonalData.values(), PolicyFile::word);
    private static final Map<String, Check> CHECKS = enumWords(Check.values(), PolicyFile::word);

    private final Words words;
    private final String file;
    private final StrictMap top;
    private final List<datong.policy.PolicyProblem> problems;
    private Set<Element> elements;
    private Optional<DatasetCode> dataset;
    private Set<String> divisions = Set.of();
    private Optional<String> zone = Optional.empty();
    private List<Rule.Except> allowExcept = List.of();
    private List<Rule.Except> denyExcept = List.of();

    PolicyFile(Words words, FolderFiles.Text text, List<datong.policy.PolicyProblem> problems) {
        this.words = words;
        this.file = text.path();
        this.top = StrictMap.read(text.path(), text.text());
        this.problems = problems;
    }

    static <E extends Enum<E>> Map<String, E> enumWords(E[] values, Function<E, String> word) {
        Map<String, E> words = new LinkedHashMap<>();
        Arrays.stream(values).forEach(value -> words.put(word.apply(value), value));
        return words;
    }

    static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    List<Rule> rules() {
        top.only("resource", "allow", "allowExcept", "deny", "denyExcept", "rowFilter", "dataMask", "limits");
        StrictMap resource = top.map("resource").only("element", "dataset", "division");
        zone = words.zone(file);
        elements = words.elements(resource, "element");
        dataset = resource.has("dataset") ? Optional.of(words.knownDataset(resource, "dataset")) : Optional.empty();
        divisions = resource.list("division", word -> Words.division(resource, "division", word)).stream().collect(Collectors.toUnmodifiableSet());
        if (!divisions.isEmpty()) {
            top.only("resource", "allow", "allowExcept", "deny", "denyExcept");
        }
        allowExcept = exceptions("allowExcept", "allow", List.of("groups", "users", "roles"));
        denyExcept = exceptions("denyExcept", "deny", List.of("groups", "users", "roles", "purposes", "scenes", "cases", "case"));
        List<Rule> rules = new ArrayList<>();
        entries("allow", this::allow, rules);
        entries("deny", this::deny, rules);
        entries("rowFilter", (entry, name) -> List.of(filter(entry, name)), rules);
        entries("dataMask", (entry, name) -> List.of(mask(entry, name)), rules);
        entries("limits", (entry, name) -> List.of(limit(entry, name)), rules);
        if (rules.size() > MOST_ENTRIES) {
            problems.add(new datong.policy.PolicyProblem(file, top.line(),
                    "holds " + rules.size() + " entries; the engine becomes slow above " + MOST_ENTRIES + " for one resource: merge entries that differ only in groups or items"));
        }
        return rules;
    }

    /** An exception that depended on what a caller states would open an allowance to whoever leaves it out; so that of an allowance only names people. */
    private List<Rule.Except> exceptions(String key, String of, List<String> known) {
        List<Rule.Except> exceptions = new ArrayList<>();
        for (StrictMap entry : top.maps(key)) {
            Words.Members members = words.members(entry.only(known));
            if (members.isEmpty()) {
                throw new PolicyRefused(file, entry.line(), "name the 'groups', 'users' or 'roles' that this exception is for");
            }
            exceptions.add(new Rule.Except(members.groups(), members.users(), words.purposes(entry, "purposes"), words.scenes(entry, "scenes"),
                    Set.copyOf(entry.words("cases")), caseRequired(entry)));
        }
        if (!exceptions.isEmpty() && !top.has(of)) {
            throw top.refuse(key, "'" + key + "' stands beside no '" + of + "'");
        }
        return List.copyOf(exceptions);
    }

    private void entries(String key, BiFunction<StrictMap, String, List<? extends Rule>> reading, List<Rule> rules) {
        int number = 0;
        for (StrictMap entry : top.maps(key)) {
            number++;
            try {
                rules.addAll(reading.apply(entry, file.replace(".policy.yaml", "") + " " + key + " " + number));
            } catch (PolicyRefused refused) {
                problems.add(refused.problem());
            }
        }
    }

    private List<Rule.Allow> allow(StrictMap entry, String name) {
        entry.only(keys("items", "level", "personal"));
        Rule.Head head = head(entry, name, named(entry), opening());
        return selected(entry, head, (part, items) -> checked(entry, new Rule.Allow(part, items, allowExcept)));
    }

    private List<Rule.Deny> deny(StrictMap entry, String name) {
        entry.only("name", "groups", "users", "roles", "accesses", "cases", "valid", "items", "level", "personal", "check", "reason");
        Check check = entry.known("check", entry.text("check"), CHECKS, "check");
        String reason = entry.text("reason");
        return selected(entry, head(entry, name, named(entry), inside()), (part, items) -> new Rule.Deny(part, items, check, reason, denyExcept));
    }

    /** One rule for the items named, or one for each element that has items of the levels or classes named. */
    private <R extends Rule> List<R> selected(StrictMap entry, Rule.Head head, BiFunction<Rule.Head, Set<ItemName>, R> rule) {
        if (Stream.of("items", "level", "personal").filter(entry::has).count() > 1) {
            throw new PolicyRefused(file, entry.line(), "name 'items', 'level' or 'personal', not several of them");
        }
        if (!entry.has("level") && !entry.has("personal")) {
            return List.of(rule.apply(head, items(entry)));
        }
        Set<Level> levels = Set.copyOf(entry.list("level", word -> entry.known("level", word, LEVELS, "level")));
        Set<PersonalData> classes = Set.copyOf(entry.list("personal", word -> entry.known("personal", word, CLASSES, "personal-data class")));
        List<R> rules = new ArrayList<>();
        for (Element element : elements.stream().sorted().toList()) {
            Set<ItemName> items = Stream.concat(words.schema.element(element).items().stream(), words.schema.envelope().stream())
                    .filter(item -> levels.contains(item.level()) || classes.contains(item.personalData())).map(ItemDefinition::name).collect(Collectors.toUnmodifiableSet());
            if (!items.isEmpty()) {
                rules.add(rule.apply(head.only(element), items));
            }
        }
        if (rules.isEmpty()) {
            throw new PolicyRefused(file, entry.line(), "no element named here has an item of the level or class");
        }
        return rules;
    }

    /** Where what opens holds: in the zone, or outside of all zones. */
    private Rule.Zone opening() {
        dataset.ifPresent(code -> words.demandZone(top.map("resource"), code, zone));
        return zone.isPresent() ? inside() : new Rule.Zone.Outside(words.zoned());
    }

    /** Where what narrows holds: in the zone, or everywhere. */
    private Rule.Zone inside() {
        return zone.<Rule.Zone>map(name -> new Rule.Zone.Inside(words.zones.get(name))).orElse(Rule.Zone.EVERYWHERE);
    }

    private Rule filter(StrictMap entry, String name) {
        entry.only(keys("level", "within"));
        Set<Within> within = entry.words("within").stream()
                .map(word -> entry.known("within", word, Within.WORDS, "row scope")).collect(Collectors.toUnmodifiableSet());
        Optional<Level> level = entry.maybe("level").map(word -> entry.known("level", word, LEVELS, "level"));
        return checked(entry, new Rule.Filter(head(entry, name, SEEING, opening()), level, within));
    }

    private Rule mask(StrictMap entry, String name) {
        entry.only(keys("item", "level", "personal", "treatment"));
        String treatment = entry.text("treatment");
        if (!treatment.equals(Rule.BY_ITEM) && TreatmentWords.parse(treatment).isEmpty()) {
            throw entry.refuse("treatment", "there is no treatment '" + treatment + "'" + Suggestion.of(treatment, treatments()));
        }
        return checked(entry, new Rule.Mask(head(entry, name, SEEING, opening()), target(entry), treatment));
    }

    private <R extends Rule> R checked(StrictMap entry, R rule) {
        RuleLint.problem(rule, words.schema).ifPresent(problem -> {
            throw new PolicyRefused(file, entry.line(), problem);
        });
        return rule;
    }

    private static List<String> treatments() {
        List<String> all = new ArrayList<>(TreatmentWords.ALL);
        all.add(Rule.BY_ITEM);
        return all;
    }

    private Rule.Target target(StrictMap entry) {
        long named = List.of("item", "level", "personal").stream().filter(entry::has).count();
        if (named != 1) {
            throw new PolicyRefused(file, entry.line(), "a mask names exactly one of 'item', 'level' and 'personal'");
        }
        if (entry.has("item")) {
            return new Rule.Target.OfItems(words.items(entry, "item", elements));
        }
        if (entry.has("level")) {
            return new Rule.Target.OfLevel(Set.copyOf(entry.list("level", word -> entry.known("level", word, LEVELS, "level"))));
        }
        return new Rule.Target.OfClass(Set.copyOf(entry.list("personal", word -> entry.known("personal", word, CLASSES, "personal-data class"))));
    }

    private Rule limit(StrictMap entry, String name) {
        entry.only("name", "groups", "users", "roles", "accesses", "rows", "rowsPerDay", "personsPerDay");
        Rule.Limit limit = new Rule.Limit(head(entry, name, SEEING, inside()), amount(entry, "rows"), amount(entry, "rowsPerDay"), amount(entry, "personsPerDay"));
        if (!entry.has("rows")) {
            throw new PolicyRefused(file, entry.line(), "a limit names 'rows' of one call; say 'unlimited' if there is none");
        }
        return limit;
    }

    private static OptionalLong amount(StrictMap entry, String key) {
        if (entry.maybe(key).filter("unlimited"::equals).isPresent()) {
            return OptionalLong.empty();
        }
        return entry.number(key).map(OptionalLong::of).orElse(OptionalLong.empty());
    }

    private Set<Access> named(StrictMap entry) {
        if (!entry.has("accesses")) {
            throw new PolicyRefused(file, entry.line(), "'accesses' is missing");
        }
        return Set.of();
    }

    private Rule.Head head(StrictMap entry, String name, Set<Access> usually, Rule.Zone where) {
        Words.Members members = words.members(entry);
        if (members.isEmpty()) {
            throw new PolicyRefused(file, entry.line(), "name the 'groups' (or 'users') that this is for, or 'roles'");
        }
        Validity valid = Validity.of(entry, "valid");
        return new Rule.Head(entry.maybe("name").orElse(name), file, entry.line(), elements, dataset, members.groups(), members.users(),
                entry.has("accesses") ? words.accesses(entry, "accesses") : usually, words.purposes(entry, "purposes"),
                words.scenes(entry, "scenes"), Set.copyOf(entry.words("cases")), caseRequired(entry), valid.from(), valid.to(), where, divisions);
    }

    private static boolean caseRequired(StrictMap entry) {
        if (entry.maybe("case").filter(word -> !word.equals("required")).isPresent()) {
            throw entry.refuse("case", "'case' can only be 'required'; cases are named under 'cases'");
        }
        return entry.has("case");
    }

    private Set<ItemName> items(StrictMap entry) {
        return words.items(entry, "items", elements);
    }

    private static List<String> keys(String... more) {
        List<String> keys = new ArrayList<>(HEAD);
        keys.addAll(List.of(more));
        return keys;
    }
}
