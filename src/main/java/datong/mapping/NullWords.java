package datong.mapping;

import java.util.HashSet;
import java.util.Set;

/** Words that a source writes where it knows nothing. */
public final class NullWords {
    /** In force where a mapping does not name its own. */
    public static final Set<String> USUAL = Set.of("不详", "无", "/", "-", "--", "—", "——", "保密", "NA", "N/A", "null", "NULL");

    private final Set<String> words;
    private final int longest;

    public NullWords(Set<String> words) {
        this.words = Set.copyOf(words);
        this.longest = words.stream().mapToInt(String::length).max().orElse(0);
    }

    public NullWords with(Set<String> more) {
        Set<String> all = new HashSet<>(words);
        all.addAll(more);
        return new NullWords(all);
    }

    boolean holds(String text) {
        return text.length() <= longest && words.contains(text);
    }
}
