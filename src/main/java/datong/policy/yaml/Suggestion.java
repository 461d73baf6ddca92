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

    /** Edits between two words; two letters swapped are one. */
    private static int distance(String left, String right) {
        int[][] edits = new int[left.length() + 1][right.length() + 1];
        for (int row = 0; row <= left.length(); row++) {
            for (int column = 0; column <= right.length(); column++) {
                edits[row][column] = row == 0 || column == 0 ? row + column : least(edits, left, right, row, column);
            }
        }
        return edits[left.length()][right.length()];
    }

    private static int least(int[][] edits, String left, String right, int row, int column) {
        boolean same = left.charAt(row - 1) == right.charAt(column - 1);
        int least = Math.min(edits[row - 1][column - 1] + (same ? 0 : 1), 1 + Math.min(edits[row - 1][column], edits[row][column - 1]));
        boolean swapped = row > 1 && column > 1 && left.charAt(row - 1) == right.charAt(column - 2) && left.charAt(row - 2) == right.charAt(column - 1);
        return swapped ? Math.min(least, edits[row - 2][column - 2] + 1) : least;
    }
}
