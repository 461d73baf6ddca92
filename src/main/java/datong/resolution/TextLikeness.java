package datong.resolution;

import java.text.Normalizer;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * How alike two Chinese texts are, 0 to 1: what share of the shorter text's contents the longer one also tells, whether by the
 * stewards' concepts or by pairs of characters, whichever is more. The shorter counts, because one channel writes a line where
 * another writes a page.
 */
public final class TextLikeness {
    private static final int FEWEST_CONCEPTS = 2;
    private static final int FEWEST_PAIRS = 6;
    private final Topics topics;
    private final List<String> phrases;

    /** @param phrases what officials write in every text; left out before comparing */
    public TextLikeness(Topics topics, List<String> phrases) {
        this.topics = topics;
        this.phrases = phrases.stream().sorted(java.util.Comparator.comparing((String phrase) -> -phrase.length())).toList();
    }

    /** A text made ready, so that comparing it with many costs little. */
    public record Prepared(Set<String> concepts, int[] pairs) {}

    public Prepared prepare(String text) {
        String plain = Normalizer.normalize(text, Normalizer.Form.NFKC);
        Set<String> concepts = topics.concepts(plain);
        for (String phrase : phrases) {
            plain = plain.replace(phrase, " ");
        }
        return new Prepared(concepts, pairs(plain));
    }

    public double likeness(Prepared one, Prepared other) {
        return Math.max(share(one.concepts(), other.concepts()), share(one.pairs(), other.pairs()));
    }

    private static double share(Set<String> one, Set<String> other) {
        Set<String> smaller = one.size() <= other.size() ? one : other;
        Set<String> larger = smaller == one ? other : one;
        if (smaller.size() < FEWEST_CONCEPTS) {
            return 0;
        }
        return (double) smaller.stream().filter(larger::contains).count() / smaller.size();
    }

    /** Both sorted. */
    private static double share(int[] one, int[] other) {
        int fewer = Math.min(one.length, other.length);
        if (fewer < FEWEST_PAIRS) {
            return 0;
        }
        int common = 0;
        for (int left = 0, right = 0; left < one.length && right < other.length;) {
            int order = Integer.compare(one[left], other[right]);
            common += order == 0 ? 1 : 0;
            left += order <= 0 ? 1 : 0;
            right += order >= 0 ? 1 : 0;
        }
        return (double) common / fewer;
    }

    /** Pairs of neighbouring Chinese characters, each pair once; digits, letters and marks part them. */
    private static int[] pairs(String text) {
        return IntStream.range(0, Math.max(0, text.length() - 1)).filter(index -> han(text.charAt(index)) && han(text.charAt(index + 1)))
                .map(index -> text.charAt(index) << 16 | text.charAt(index + 1)).sorted().distinct().toArray();
    }

    private static boolean han(char character) {
        return Character.UnicodeScript.of(character) == Character.UnicodeScript.HAN;
    }
}
