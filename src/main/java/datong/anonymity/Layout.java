package datong.anonymity;

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

    int columns() {
        return word.length;
    }

    void put(long[] words, int start, int column, int code) {
        words[start + word[column]] |= (long) code << shift[column];
    }

    /** The tuple at {@code start} with every number replaced by its map. */
    void mapped(long[] from, int start, int[][] maps, long[] to) {
        for (int each = 0; each < width; each++) {
            to[each] = 0;
        }
        for (int column = 0; column < word.length; column++) {
            int code = (int) (from[start + word[column]] >>> shift[column] & mask[column]);
            to[word[column]] |= (long) maps[column][code] << shift[column];
        }
    }
}
