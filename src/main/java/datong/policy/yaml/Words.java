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
import java.util.Set;
import java.util.stream.Collectors;

/** The words that policy files may use, and the conversions from text to them. */
final class Words {
    static final String EMERGENCY = "EMERGENCY";
    private static final Map<String, Element> ELEMENTS = elements();

    final LedgerSchema schema;
    final Set<DatasetCode> datasets;
    final Map<String, Term> purposes = new LinkedHashMap<>();
    final Map<String, Term> scenes = new LinkedHashMap<>();
    final Map<String, Term> groups = new LinkedHashMap<>();
    final Map<String, KnownOrganisation> organisations = new LinkedHashMap<>();
    final Map<String, Subject> subjects = new LinkedHashMap<>();

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

    DatasetCode dataset(StrictMap map, String key) {
        String word = map.text(key);
        DatasetCode code;
        try {
            code = new DatasetCode(word);
        } catch (IllegalArgumentException wrong) {
            throw map.refuse(key, "'" + word + "' cannot be a dataset: " + wrong.getMessage());
        }
        return code;
    }

    DatasetCode knownDataset(StrictMap map, String key) {
        DatasetCode code = dataset(map, key);
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

    Set<String> users(StrictMap map, String key) {
        return map.words(key).stream().peek(word -> map.known(key, word, subjects, "subject")).collect(Collectors.toUnmodifiableSet());
    }

    Set<Access> accesses(StrictMap map, String key) {
        return map.words(key).stream().map(word -> map.known(key, word, Access.WORDS, "access")).collect(Collectors.toUnmodifiableSet());
    }
}
