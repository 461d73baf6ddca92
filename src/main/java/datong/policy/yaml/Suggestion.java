package datong.policy.yaml;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Finds the word that was probably meant. */
final class Suggestion {
    private Suggestion() {}

    /** {@code "; did you mean 'x'?"}, or the words there are if none is near and they are few. */
    static String of(String wrong, Collection<String> known) {
        Optional<String> nearest = known.stream()
                .filter(word -> distance(wrong.toLowerCase(), word.toLowerCase()) <= Math.max(1, word.length() / 3))
                .min(Comparator.comparingInt(word -> distance(wrong.toLowerCase(), word.toLowerCase())));
        if (nearest.isPresent()) {
            return "; did you mean '" + nearest.get() + "'?";
        }
        return known.size() > 14 ? "" : "; known: " + String.join(", ", known.stream().sorted().toList());
    }

    private static int distance(String left, String right) {
        int[] previous = new int[right.length() + 1];
        for (int column = 0; column <= right.length(); column++) {
            previous[column] = column;
        }
        for (int row = 1; row <= left.length(); row++) {
            int[] current = new int[right.length() + 1];
            current[0] = row;
            for (int column = 1; column <= right.length(); column++) {
                int replaced = previous[column - 1] + (left.charAt(row - 1) == right.charAt(column - 1) ? 0 : 1);
                current[column] = Math.min(replaced, 1 + Math.min(previous[column], current[column - 1]));
            }
            previous = current;
        }
        return previous[right.length()];
    }
}
