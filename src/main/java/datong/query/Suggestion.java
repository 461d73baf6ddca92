package datong.query;

import java.util.Collection;
import java.util.Comparator;

/** The name somebody probably meant. */
public final class Suggestion {
    private Suggestion() {}

    /** {@code "; did you mean 'reported_at'?"}, or nothing where no known name is near. */
    public static String of(String given, Collection<String> known) {
        int reach = Math.max(2, given.length() / 3);
        return known.stream()
                .min(Comparator.comparingInt((String name) -> distance(given, name)).thenComparing(Comparator.naturalOrder()))
                .filter(name -> distance(given, name) <= reach)
                .map(name -> "; did you mean '" + name + "'?")
                .orElse("");
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
                int change = left.charAt(row - 1) == right.charAt(column - 1) ? 0 : 1;
                current[column] = Math.min(previous[column - 1] + change, 1 + Math.min(previous[column], current[column - 1]));
            }
            previous = current;
        }
        return previous[right.length()];
    }
}
