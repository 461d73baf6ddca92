package datong.studio;

import datong.schema.Element;
import datong.schema.ItemName;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Words by which columns are known beside the items' own labels.
 *
 * @param items of each element, the words of each item, weak ones last
 * @param cues words of a file's name or a header that speak for an element
 * @param unused columns that are none of the ledger's items
 */
public record Synonyms(Map<Element, Map<ItemName, List<Word>>> items, Map<Element, List<String>> cues, Set<String> unused) {
    /** @param weak taken where nothing better is there */
    public record Word(String text, boolean weak) {}

    /** Weak ones last. */
    public List<Word> of(Element element, ItemName item) {
        return items.getOrDefault(element, Map.of()).getOrDefault(item, List.of());
    }

    /** These and a district's own. */
    public Synonyms with(Synonyms own) {
        Map<Element, Map<ItemName, List<Word>>> all = new EnumMap<>(Element.class);
        Map<Element, List<String>> allCues = new EnumMap<>(Element.class);
        for (Element element : Element.values()) {
            Map<ItemName, List<Word>> words = new HashMap<>(items.getOrDefault(element, Map.of()));
            own.items.getOrDefault(element, Map.of()).forEach((item, more) -> words.merge(item, more, Synonyms::joined));
            all.put(element, words);
            allCues.put(element, joined(cues.getOrDefault(element, List.of()), own.cues.getOrDefault(element, List.of())));
        }
        Set<String> none = new LinkedHashSet<>(unused);
        none.addAll(own.unused);
        return new Synonyms(all, allCues, none);
    }

    private static <T> List<T> joined(List<T> one, List<T> other) {
        List<T> both = new ArrayList<>(one);
        both.addAll(other);
        return both;
    }
}
