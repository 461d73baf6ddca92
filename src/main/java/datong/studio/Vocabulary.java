package datong.studio;

import datong.schema.Element;
import datong.schema.ItemDefinition;
import datong.schema.ItemName;
import datong.schema.LedgerSchema;
import java.text.Normalizer;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Every word that columns are known by: labels of the schema, synonyms, and headers that the house's mappings name. */
public final class Vocabulary {
    private static final Pattern NOISE = Pattern.compile("#\\d+$|[\\s*:_]");
    private static final Pattern REMARK = Pattern.compile("(?<=.)\\([^)]*\\)");
    private final LedgerSchema schema;
    private final Synonyms synonyms;
    private final Map<String, List<HouseUse>> house;
    private final Map<Element, Map<ItemName, List<Word>>> known = new EnumMap<>(Element.class);
    private final Set<String> unused;
    private final Set<String> words = new HashSet<>();

    /** A word for an item, and how it is compared. @param label whether the schema itself calls the item so */
    record Word(String text, String plain, boolean weak, boolean label) {
        static Word label(String text) {
            return new Word(text, Vocabulary.plain(text), false, true);
        }
    }

    public Vocabulary(LedgerSchema schema, Synonyms synonyms, List<HouseUse> house) {
        this.schema = schema;
        this.synonyms = synonyms;
        this.house = house.stream().collect(Collectors.groupingBy(use -> plain(use.header())));
        this.unused = synonyms.unused().stream().map(Vocabulary::plain).collect(Collectors.toSet());
        for (Element element : Element.values()) {
            Map<ItemName, List<Word>> items = new HashMap<>();
            schema.element(element).items().forEach(item -> items.put(item.name(), words(element, item)));
            known.put(element, items);
            items.values().forEach(list -> list.forEach(word -> words.add(word.text())));
        }
        words.addAll(synonyms.unused());
        house.forEach(use -> words.add(use.header()));
    }

    private List<Word> words(Element element, ItemDefinition item) {
        Stream<Word> labels = Stream.of(item.chinese(), item.english(), item.name().value()).map(Word::label);
        return Stream.concat(labels, synonyms.of(element, item.name()).stream().map(word -> new Word(word.text(), plain(word.text()), word.weak(), false))).toList();
    }

    /** As they stand, for finding a header among the first rows. */
    public Set<String> words() {
        return words;
    }

    LedgerSchema schema() {
        return schema;
    }

    List<Word> words(Element element, ItemName item) {
        return known.get(element).getOrDefault(item, List.of());
    }

    List<String> cues(Element element) {
        return synonyms.cues().getOrDefault(element, List.of());
    }

    boolean unused(String header) {
        return unused.contains(header);
    }

    List<HouseUse> house(String header) {
        return house.getOrDefault(header, List.of());
    }

    /** Half-width and lower-case, the last part of a two-row header, without blanks and remarks in brackets. */
    static String plain(String header) {
        String text = Normalizer.normalize(header, Normalizer.Form.NFKC);
        return REMARK.matcher(NOISE.matcher(text).replaceAll("")).replaceAll("").toLowerCase(Locale.ROOT);
    }

    /** Behind the last stroke of a two-row header: {@code 本人信息/姓名} gives 姓名. */
    static String last(String plain) {
        int stroke = plain.lastIndexOf('/');
        return stroke > 0 && stroke < plain.length() - 1 ? plain.substring(stroke + 1) : plain;
    }
}
