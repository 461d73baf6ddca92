package datong.anonymity;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The different values of one quasi-identifier at each level of its hierarchy, as numbers. */
final class LevelTables {
    private final QuasiIdentifier quasi;
    private final int[][] codes;
    private final String[][] texts;
    private final int[][][] between;

    LevelTables(QuasiIdentifier quasi, Column column) {
        this.quasi = quasi;
        int levels = quasi.hierarchy().levels() - quasi.finest();
        codes = new int[levels][];
        texts = new String[levels][];
        between = new int[levels][levels][];
        for (int level = 0; level < levels; level++) {
            fill(level, column.values());
        }
        for (int level = 1; level < levels; level++) {
            between(level - 1, level);
        }
    }

    private void fill(int level, List<String> values) {
        Map<String, Integer> numbers = new HashMap<>();
        codes[level] = new int[values.size()];
        for (int value = 0; value < values.size(); value++) {
            String text = quasi.hierarchy().at(values.get(value), level + quasi.finest());
            codes[level][value] = numbers.computeIfAbsent(text, first -> numbers.size());
        }
        texts[level] = new String[numbers.size()];
        numbers.forEach((text, number) -> texts[level][number] = text);
    }

    int levels() {
        return codes.length;
    }

    /** How many different values a level has. */
    int size(int level) {
        return texts[level].length;
    }

    /** Level 0 here is the finest that may leave. */
    String text(int level, int value) {
        return texts[level][codes[level][value]];
    }

    int[] codes(int level) {
        return codes[level];
    }

    /** From the numbers of one level to those of a coarser one. */
    int[] between(int fine, int coarse) {
        if (between[fine][coarse] != null) {
            return between[fine][coarse];
        }
        int[] map = new int[size(fine)];
        int[] from = new int[size(fine)];
        for (int value = 0; value < codes[fine].length; value++) {
            int number = codes[fine][value];
            if (from[number] > 0 && map[number] != codes[coarse][value]) {
                throw new IllegalArgumentException("the hierarchy of " + quasi.name() + " does not nest: its level " + (fine + quasi.finest()) + " has one value '"
                        + texts[fine][number] + "' for what level " + (coarse + quasi.finest()) + " tells apart");
            }
            from[number] = 1;
            map[number] = codes[coarse][value];
        }
        between[fine][coarse] = map;
        return map;
    }
}
