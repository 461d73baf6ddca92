package datong.catalogue;

/** How many letters two words differ by; two neighbours swapped are one. */
final class Edits {
    private Edits() {}

    static boolean within(String one, String other, int most) {
        int[] before = new int[other.length() + 1];
        int[] row = new int[other.length() + 1];
        int[] next = new int[other.length() + 1];
        for (int column = 0; column < row.length; column++) {
            row[column] = column;
        }
        for (int line = 1; line <= one.length(); line++) {
            next[0] = line;
            int least = line;
            for (int column = 1; column <= other.length(); column++) {
                next[column] = cheapest(one, other, line, column, before, row, next);
                least = Math.min(least, next[column]);
            }
            if (least > most) {
                return false;
            }
            int[] free = before;
            before = row;
            row = next;
            next = free;
        }
        return row[other.length()] <= most;
    }

    private static int cheapest(String one, String other, int line, int column, int[] before, int[] row, int[] next) {
        boolean same = one.charAt(line - 1) == other.charAt(column - 1);
        int cheapest = Math.min(row[column - 1] + (same ? 0 : 1), 1 + Math.min(row[column], next[column - 1]));
        boolean swapped = line > 1 && column > 1 && one.charAt(line - 1) == other.charAt(column - 2) && one.charAt(line - 2) == other.charAt(column - 1);
        return swapped ? Math.min(cheapest, before[column - 2] + 1) : cheapest;
    }
}
