package datong.mapping;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** The word somebody may have meant. */
public final class Nearest {
    private Nearest() {}

    /** The nearest of the words by edit distance, if it is near at all. */
    public static Optional<String> to(String word, Collection<String> words) {
        return words.stream()
                .filter(candidate -> near(word, candidate))
                .min(Comparator.comparingInt((String candidate) -> distance(word, candidate)).thenComparing(Comparator.naturalOrder()));
    }

    /** {@code ; did you mean 'x'?}, or nothing. */
    public static String hint(String word, Collection<String> words) {
        return to(word, words).map(near -> "; did you mean '" + near + "'?").orElse("");
    }

    private static boolean near(String word, String candidate) {
        int longer = Math.max(word.length(), candidate.length());
        boolean chinese = !candidate.isEmpty() && candidate.charAt(0) >= 0x2E80;
        int limit = chinese ? Math.max(1, longer * 2 / 3) : Math.max(1, longer * 2 / 5);
        return distance(word, candidate) <= limit && longer > 1;
    }

    /** Insertions, deletions, replacements and swaps of neighbours. */
    static int distance(String left, String right) {
        int[][] cost = new int[left.length() + 1][right.length() + 1];
        for (int i = 0; i <= left.length(); i++) {
            for (int j = 0; j <= right.length(); j++) {
                cost[i][j] = i == 0 ? j : j == 0 ? i : step(cost, left, right, i, j);
            }
        }
        return cost[left.length()][right.length()];
    }

    private static int step(int[][] cost, String left, String right, int i, int j) {
        int replaced = cost[i - 1][j - 1] + (left.charAt(i - 1) == right.charAt(j - 1) ? 0 : 1);
        int best = Math.min(replaced, Math.min(cost[i - 1][j], cost[i][j - 1]) + 1);
        boolean swapped = i > 1 && j > 1 && left.charAt(i - 1) == right.charAt(j - 2) && left.charAt(i - 2) == right.charAt(j - 1);
        return swapped ? Math.min(best, cost[i - 2][j - 2] + 1) : best;
    }
}
