package datong.policy.yaml;

import datong.policy.Organisations.KnownOrganisation;
import datong.policy.Subject;
import datong.policy.Vocabulary.Term;
import datong.schema.DatasetCode;
import datong.schema.Element;
import datong.schema.ItemDefinition;
import datong.schema.ItemName;
import datong.schema.LedgerSchema;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The words that policy files may use, and the conversions from text to them. */
final class Words {
    static final String EMERGENCY = "EMERGENCY";
    private static final Map<String, Element> ELEMENTS = elements();

    final LedgerSchema schema;
    final Set<DatasetCode> datasets;
    final Map<String, Term> purposes = new LinkedHashMap<>();
    final Map<String, Term> scenes = new LinkedHashMap<>();
    final Map<String, Term> groups = new LinkedHashMap<>();
    /** What a group administers: system, security or audit. */
    final Map<String, String> duties = new LinkedHashMap<>();
    /** Groups of contractors: whoever is in one sees no data, whatever a policy says. */
    final Set<String> withoutData = new LinkedHashSet<>();
    final Map<String, KnownOrganisation> organisations = new LinkedHashMap<>();
    final Map<String, Subject> subjects = new LinkedHashMap<>();
    final Map<String, Members> roles = new LinkedHashMap<>();
    final Map<String, Set<DatasetCode>> zones = new LinkedHashMap<>();

    /** Who has a role, those of the roles in it included. */
    record Members(Set<String> groups, Set<String> users) {
        Members and(Members other) {
            return new Members(union(groups, other.groups), union(users, other.users));
        }

        private static Set<String> union(Set<String> left, Set<String> right) {
            return Stream.concat(left.stream(), right.stream()).collect(Collectors.toUnmodifiableSet());
        }

        boolean isEmpty() {
            return groups.isEmpty() && users.isEmpty();
        }
    }

    /** @param datasets those of the mappings in force; empty: not checked */
    Words(LedgerSchema schema, Set<DatasetCode> datasets) {
        this.schema = schema;
        this.datasets = datasets;
    }

    private static Map<String, Element> elements() {
        Map<String, Element> elements = new LinkedHashMap<>();
        for (Element element : Element.values()) {
            elements.put(element.code(), element);
        }
        return elements;
    }

    Set<Element> elements(StrictMap map, String key) {
        List<String> words = map.words(key);
        if (words.isEmpty()) {
            throw new PolicyRefused(map.file(), map.line(), "'" + key + "' is missing; name an element or 'all'");
        }
        return words.equals(List.of("all")) ? Set.copyOf(ELEMENTS.values())
                : words.stream().map(word -> map.known(key, word, ELEMENTS, "element")).collect(Collectors.toUnmodifiableSet());
    }

    private static DatasetCode dataset(StrictMap map, String key, String word) {
        DatasetCode code;
        try {
            code = new DatasetCode(word);
        } catch (IllegalArgumentException wrong) {
            throw map.refuse(key, "'" + word + "' cannot be a dataset: " + wrong.getMessage());
        }
        return code;
    }

    DatasetCode knownDataset(StrictMap map, String key) {
        return knownDataset(map, key, map.text(key));
    }

    Set<DatasetCode> knownDatasets(StrictMap map, String key) {
        return map.words(key).stream().map(word -> knownDataset(map, key, word)).collect(Collectors.toUnmodifiableSet());
    }

    private DatasetCode knownDataset(StrictMap map, String key, String word) {
        DatasetCode code = dataset(map, key, word);
        if (!datasets.isEmpty() && !datasets.contains(code)) {
            throw map.refuse(key, "no mapping feeds a dataset '" + code + "'"
                    + Suggestion.of(code.value(), datasets.stream().map(DatasetCode::value).toList()));
        }
        return code;
    }

    /** Items that at least one of the elements (or the envelope) has. */
    Set<ItemName> items(StrictMap map, String key, Set<Element> elements) {
        Map<String, ItemName> known = new LinkedHashMap<>();
        elements.forEach(element -> schema.element(element).items().forEach(item -> known.put(item.name().value(), item.name())));
        schema.envelope().forEach(item -> known.put(item.name().value(), item.name()));
        Set<ItemName> items = new LinkedHashSet<>();
        for (String word : map.words(key)) {
            if (!known.containsKey(word)) {
                String owner = elements.size() == 1 ? elements.iterator().next().code() + " has no" : "no element named here has an";
                throw map.refuse(key, owner + " item '" + word + "'" + Suggestion.of(word, known.keySet()));
            }
            items.add(known.get(word));
        }
        return items;
    }

    List<ItemDefinition> definitions(Set<ItemName> items, Set<Element> elements) {
        List<ItemDefinition> found = new ArrayList<>();
        elements.forEach(element -> items.forEach(item -> schema.item(element, item).ifPresent(found::add)));
        return found;
    }

    /** The purposes named and all below them in the tree. */
    Set<String> purposes(StrictMap map, String key) {
        Set<String> meant = new LinkedHashSet<>();
        for (String word : map.words(key)) {
            map.known(key, word, purposes, "purpose");
            purposes.keySet().stream().filter(code -> code.equals(word) || code.startsWith(word + ".")).forEach(meant::add);
        }
        return meant;
    }

    Set<String> scenes(StrictMap map, String key) {
        return map.words(key).stream().peek(word -> map.known(key, word, scenes, "scene")).collect(Collectors.toUnmodifiableSet());
    }

    Set<String> groups(StrictMap map, String key) {
        return map.words(key).stream().peek(word -> map.known(key, word, groups, "group")).collect(Collectors.toUnmodifiableSet());
    }

    /** Whom an entry names: under {@code groups}, {@code users} and {@code roles}. */
    Members members(StrictMap map) {
        Members members = new Members(groups(map, "groups"), users(map, "users"));
        for (String word : map.words("roles")) {
            members = members.and(map.known("roles", word, roles, "role"));
        }
        return members;
    }

    /** The zone in whose folder a file lies; empty if in none. */
    Optional<String> zone(String path) {
        if (!path.startsWith("zones/")) {
            return Optional.empty();
        }
        String name = path.split("/")[1];
        if (path.split("/").length < 3 || !zones.containsKey(name)) {
            throw new PolicyRefused(path, 1, "lies in no zone of zones.yaml" + Suggestion.of(name, zones.keySet()));
        }
        return Optional.of(name);
    }

    Set<DatasetCode> zoned() {
        return zones.values().stream().flatMap(Set::stream).collect(Collectors.toUnmodifiableSet());
    }

    /** Within a zone only its own files open anything, and a zone's files open nothing else. */
    void demandZone(StrictMap map, DatasetCode dataset, Optional<String> zone) {
        Optional<String> owner = zones.entrySet().stream().filter(entry -> entry.getValue().contains(dataset)).map(Map.Entry::getKey).findFirst();
        if (owner.isPresent() && !owner.equals(zone)) {
            throw map.refuse("dataset", "'" + dataset + "' is of zone '" + owner.get() + "'; only a file under zones/" + owner.get() + "/ opens it");
        }
        if (zone.isPresent() && !owner.equals(zone)) {
            throw map.refuse("dataset", "'" + dataset + "' is not of zone '" + zone.get() + "'; its datasets stand in zones.yaml");
        }
    }

    Set<String> users(StrictMap map, String key) {
        return map.words(key).stream().peek(word -> map.known(key, word, subjects, "subject")).collect(Collectors.toUnmodifiableSet());
    }

    Set<Access> accesses(StrictMap map, String key) {
        return map.words(key).stream().map(word -> map.known(key, word, Access.WORDS, "access")).collect(Collectors.toUnmodifiableSet());
    }

    /** Digits with which the division codes of rows begin. */
    static String division(StrictMap map, String key, String word) {
        if (!word.matches("[0-9]{6}|[0-9]{9}|[0-9]{12}")) {
            throw map.refuse(key, "'" + word + "' is no division: 6, 9 or 12 digits are expected");
        }
        return word;
    }
}
