package datong.policy.yaml;

import datong.policy.Decision.Check;
import datong.policy.TreatmentWords;
import datong.schema.DatasetCode;
import datong.schema.Element;
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

/** Reads one {@code *.policy.yaml}. */
final class PolicyFile {
    static final int MOST_ENTRIES = 100;
    static final List<String> HEAD = List.of("name", "groups", "users", "accesses", "purposes", "scenes", "cases", "case", "valid");
    private static final Set<Access> SEEING = Set.of(Access.QUERY, Access.LOOKUP, Access.PUBLISH, Access.PREVIEW);
    private static final Map<String, Level> LEVELS = enumWords(Level.values(), Level::name);
    private static final Map<String, PersonalData> CLASSES = enumWords(PersonalData.values(), PolicyFile::word);
    private static final Map<String, Check> CHECKS = enumWords(Check.values(), PolicyFile::word);

    private final Words words;
    private final String file;
    private final StrictMap top;
    private final List<datong.policy.PolicyProblem> problems;
    private Set<Element> elements;
    private Optional<DatasetCode> dataset;
    private Set<String> exceptGroups = Set.of();

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
        top.only("resource", "allow", "deny", "denyExcept", "rowFilter", "dataMask", "limits");
        StrictMap resource = top.map("resource").only("element", "dataset");
        elements = words.elements(resource, "element");
        dataset = resource.has("dataset") ? Optional.of(words.knownDataset(resource, "dataset")) : Optional.empty();
        exceptGroups = top.maps("denyExcept").stream()
                .flatMap(entry -> words.groups(entry.only("groups"), "groups").stream()).collect(Collectors.toUnmodifiableSet());
        List<Rule> rules = new ArrayList<>();
        entries("allow", this::allow, rules);
        entries("deny", this::deny, rules);
        entries("rowFilter", this::filter, rules);
        entries("dataMask", this::mask, rules);
        entries("limits", this::limit, rules);
        if (rules.size() > MOST_ENTRIES) {
            problems.add(new datong.policy.PolicyProblem(file, top.line(),
                    "holds " + rules.size() + " entries; the engine becomes slow above " + MOST_ENTRIES + " for one resource: merge entries that differ only in groups or items"));
        }
        return rules;
    }

    private void entries(String key, BiFunction<StrictMap, String, Rule> reading, List<Rule> rules) {
        int number = 0;
        for (StrictMap entry : top.maps(key)) {
            number++;
            try {
                rules.add(reading.apply(entry, file.replace(".policy.yaml", "") + " " + key + " " + number));
            } catch (PolicyRefused refused) {
                problems.add(refused.problem());
            }
        }
    }

    private Rule allow(StrictMap entry, String name) {
        entry.only(keys("items"));
        Rule.Head head = head(entry, name, named(entry));
        boolean shows = head.accesses().stream().anyMatch(access -> access != Access.DISCOVER && access != Access.PREVIEW);
        if (shows && head.purposes().isEmpty()) {
            throw new PolicyRefused(file, entry.line(), "an allowance to query, look up, match or publish names its 'purposes'");
        }
        if (head.accesses().contains(Access.MATCH) && !entry.has("items")) {
            throw new PolicyRefused(file, entry.line(), "an allowance to match names its 'items'");
        }
        if (head.scenes().contains(Words.EMERGENCY)) {
            throw entry.refuse("scenes", "emergency access is given by a grant file with two approvals, never by a policy");
        }
        return new Rule.Allow(head, items(entry));
    }

    private Rule deny(StrictMap entry, String name) {
        entry.only("name", "groups", "users", "accesses", "cases", "valid", "items", "check", "reason");
        Check check = entry.known("check", entry.text("check"), CHECKS, "check");
        return new Rule.Deny(head(entry, name, named(entry)), items(entry), check, entry.text("reason"), exceptGroups);
    }

    private Rule filter(StrictMap entry, String name) {
        entry.only(keys("level", "within"));
        Set<Within> within = entry.words("within").stream()
                .map(word -> entry.known("within", word, Within.WORDS, "row scope")).collect(Collectors.toUnmodifiableSet());
        if (within.isEmpty()) {
            throw new PolicyRefused(file, entry.line(), "'within' is missing; say 'everywhere' if every row is meant");
        }
        if (within.contains(Within.EVERYWHERE) && within.size() > 1) {
            throw entry.refuse("within", "'everywhere' stands alone");
        }
        Optional<Level> level = entry.maybe("level").map(word -> entry.known("level", word, LEVELS, "level"));
        return new Rule.Filter(head(entry, name, SEEING), level, within);
    }

    private Rule mask(StrictMap entry, String name) {
        entry.only(keys("item", "level", "personal", "treatment"));
        String treatment = entry.text("treatment");
        if (!treatment.equals(Rule.BY_ITEM) && TreatmentWords.parse(treatment).isEmpty()) {
            throw entry.refuse("treatment", "there is no treatment '" + treatment + "'" + Suggestion.of(treatment, treatments()));
        }
        Rule.Mask mask = new Rule.Mask(head(entry, name, SEEING), target(entry), treatment);
        if (treatment.equals("reveal") && reachesL4(mask.target()) && !(mask.head().accesses().equals(Set.of(Access.LOOKUP)) && mask.head().caseRequired())) {
            throw entry.refuse("treatment", "L4 is revealed only to a look-up on behalf of a case: add 'accesses: [lookup]' and 'case: required'");
        }
        return mask;
    }

    private static List<String> treatments() {
        List<String> all = new ArrayList<>(TreatmentWords.ALL);
        all.add(Rule.BY_ITEM);
        return all;
    }

    private boolean reachesL4(Rule.Target target) {
        return switch (target) {
            case Rule.Target.OfLevel(Set<Level> levels) -> levels.contains(Level.L4);
            case Rule.Target.OfClass(Set<PersonalData> classes) -> !classes.equals(Set.of(PersonalData.NONE)) && !classes.equals(Set.of(PersonalData.QUASI));
            case Rule.Target.OfItems(Set<ItemName> items) -> hasL4(items);
            case Rule.Target.Granted(Set<ItemName> items) -> hasL4(items);
        };
    }

    private boolean hasL4(Set<ItemName> items) {
        return words.definitions(items, elements).stream().anyMatch(item -> item.level() == Level.L4);
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
        entry.only("name", "groups", "users", "accesses", "rows", "rowsPerDay", "personsPerDay");
        Rule.Limit limit = new Rule.Limit(head(entry, name, SEEING), amount(entry, "rows"), amount(entry, "rowsPerDay"), amount(entry, "personsPerDay"));
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

    private Rule.Head head(StrictMap entry, String name, Set<Access> usually) {
        Set<String> groups = words.groups(entry, "groups");
        Set<String> users = words.users(entry, "users");
        if (groups.isEmpty() && users.isEmpty()) {
            throw new PolicyRefused(file, entry.line(), "name the 'groups' (or 'users') that this is for");
        }
        if (entry.maybe("case").filter(word -> !word.equals("required")).isPresent()) {
            throw entry.refuse("case", "'case' can only be 'required'; cases are named under 'cases'");
        }
        Validity valid = Validity.of(entry, "valid");
        return new Rule.Head(entry.maybe("name").orElse(name), file, entry.line(), elements, dataset, groups, users,
                entry.has("accesses") ? words.accesses(entry, "accesses") : usually, words.purposes(entry, "purposes"),
                words.scenes(entry, "scenes"), Set.copyOf(entry.words("cases")), entry.has("case"), valid.from(), valid.to());
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
