package datong.anonymity;

/**
 * Different combinations of quasi-identifiers at some levels, and how many rows have each.
 *
 * @param words {@code width} words a tuple, one tuple after the other
 */
record Tuples(int[] levels, long[] words, int[] counts, int size) {
    boolean finerThan(int[] other) {
        for (int each = 0; each < levels.length; each++) {
            if (levels[each] > other[each]) {
                return false;
            }
        }
        return true;
    }
}
