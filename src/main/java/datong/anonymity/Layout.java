package datong.anonymity;

import java.util.ArrayList;
import java.util.List;

/** Where the number of each quasi-identifier lies in the 64-bit words of a tuple; the same at every level, since coarser levels have fewer values. */
final class Layout {
    private final int[] word;
    private final int[] shift;
    private final long[] mask;
    private final int width;

    /** @param sizes most different values of each quasi-identifier */
    Layout(int[] sizes) {
        word = new int[sizes.length];
        shift = new int[sizes.length];
        mask = new long[sizes.length];
        int words = 0;
        int used = 0;
        for (int each = 0; each < sizes.length; each++) {
            int bits = 32 - Integer.numberOfLeadingZeros(Math.max(1, sizes[each] - 1));
            if (used + bits > Long.SIZE) {
                words++;
                used = 0;
            }
            word[each] = words;
            shift[each] = used;
            mask[each] = (1L << bits) - 1;
            used += bits;
        }
        width = words + 1;
    }

    int width() {
        return width;
    }

    void put(long[] words, int start, int column, int code) {
        words[start + word[column]] |= (long) code << shift[column];
    }

    /** Ready to replace every number of many tuples by its map: neighbouring columns in one look-up, as far as their table stays small beside the tuples. */
    Recoding recoding(int[][] maps, int tuples) {
        int most = Math.min(12, 31 - Integer.numberOfLeadingZeros(Math.max(1, tuples / 8)));
        List<Portion> portions = new ArrayList<>();
        int first = 0;
        while (first < word.length) {
            int last = first;
            while (last + 1 < word.length && word[last + 1] == word[first] && end(last + 1) - shift[first] <= most) {
                last++;
            }
            portions.add(portion(maps, first, last));
            first = last + 1;
        }
        return new Recoding(portions.toArray(Portion[]::new), width);
    }

    private int end(int column) {
        return shift[column] + Long.bitCount(mask[column]);
    }

    private Portion portion(int[][] maps, int first, int last) {
        int bits = end(last) - shift[first];
        long[] table = new long[1 << bits];
        for (int value = 0; value < table.length; value++) {
            for (int column = first; column <= last; column++) {
                int code = (int) (value >>> shift[column] - shift[first] & mask[column]);
                table[value] |= code < maps[column].length ? (long) maps[column][code] << shift[column] : 0;
            }
        }
        return new Portion(word[first], shift[first], table.length - 1, table);
    }

    /** Some neighbouring columns of one word. */
    private record Portion(int word, int shift, int mask, long[] table) {}

    /** See {@link #recoding}. */
    record Recoding(Portion[] portions, int width) {
        void apply(long[] from, int start, long[] to) {
            for (int each = 0; each < width; each++) {
                to[each] = 0;
            }
            for (Portion portion : portions) {
                to[portion.word] |= portion.table[(int) (from[start + portion.word] >>> portion.shift) & portion.mask];
            }
        }
    }
}
