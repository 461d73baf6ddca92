package datong.catalogue;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Terms of an index, and which of them somebody may have meant. */
final class Vocabulary<T> {
    private static final float WHOLE = 1;
    private static final float BEGINNING = 0.7f;
    private static final float PART = 0.5f;
    private static final float MISSPELT = 0.4f;
    private static final int MOST = 50;
    private final TreeMap<String, T> terms;
    private final List<String> chinese;
    private final Map<Integer, List<String>> lettersByLength;

    Vocabulary(Map<String, T> terms) {
        this.terms = new TreeMap<>(terms);
        this.chinese = terms.keySet().stream().filter(SearchTerms::chinese).toList();
        this.lettersByLength = terms.keySet().stream().filter(term -> !SearchTerms.chinese(term)).collect(Collectors.groupingBy(String::length));
    }

    T get(String term) {
        return terms.get(term);
    }

    /** Terms of the index, each with how near it is to the asked one, 1 for the same. */
    Map<String, Float> near(String asked) {
        Map<String, Float> near = new HashMap<>();
        if (terms.containsKey(asked)) {
            near.put(asked, WHOLE);
        }
        if (SearchTerms.chinese(asked)) {
            return near.isEmpty() ? parts(asked) : near;
        }
        terms.tailMap(asked, false).keySet().stream().takeWhile(term -> asked.length() > 1 && term.startsWith(asked)).limit(MOST).forEach(term -> near.put(term, BEGINNING));
        return near.isEmpty() ? misspelt(asked) : near;
    }

    /** A word that is cut otherwise here: one begins or ends with the other. A single character is no part. */
    private Map<String, Float> parts(String asked) {
        Map<String, Float> parts = new HashMap<>();
        chinese.stream().filter(term -> part(asked, term) || part(term, asked)).limit(MOST).forEach(term -> parts.put(term, PART));
        return parts;
    }

    private static boolean part(String part, String whole) {
        return part.length() > 1 && (whole.startsWith(part) || whole.endsWith(part));
    }

    private Map<String, Float> misspelt(String asked) {
        int edits = asked.length() < 4 ? 0 : asked.length() < 8 ? 1 : 2;
        Map<String, Float> near = new HashMap<>();
        for (int length = asked.length() - edits; edits > 0 && length <= asked.length() + edits; length++) {
            lettersByLength.getOrDefault(length, List.of()).stream().filter(term -> Edits.within(asked, term, edits)).limit(MOST).forEach(term -> near.put(term, MISSPELT));
        }
        return near;
    }
}
