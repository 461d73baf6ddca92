package datong.anonymity;

import java.util.Arrays;

/** Counts tuples by an open hash; kept and emptied again, so that thousands of counts make no garbage. */
final class TupleCounter {
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;
    private final int width;
    private int[] slots = new int[1 << 12];
    private int bits = 12;
    private long[] words;
    private int[] counts = new int[1 << 11];
    private int size;

    TupleCounter(int width) {
        this.width = width;
        words = new long[counts.length * width];
    }

    /** @param expected about how many different tuples will come; more are no mistake */
    void clear(long expected) {
        int wanted = Math.clamp(Long.SIZE - Long.numberOfLeadingZeros(expected * 2), 12, 30);
        if (1 << wanted > slots.length) {
            slots = new int[1 << wanted];
        } else {
            Arrays.fill(slots, 0, 1 << wanted, 0);
        }
        bits = wanted;
        size = 0;
    }

    /** Returns the tuple's number, from 0 in the order in which tuples are first met. */
    int add(long[] tuple, int count) {
        int mask = (1 << bits) - 1;
        int slot = hash(tuple, 0);
        while (slots[slot] != 0) {
            int number = slots[slot] - 1;
            if (same(tuple, number)) {
                counts[number] += count;
                return number;
            }
            slot = slot + 1 & mask;
        }
        return insert(tuple, count, slot);
    }

    private int insert(long[] tuple, int count, int slot) {
        if (size == counts.length) {
            counts = Arrays.copyOf(counts, size + (size >> 1));
            words = Arrays.copyOf(words, counts.length * width);
        }
        slots[slot] = size + 1;
        counts[size] = count;
        System.arraycopy(tuple, 0, words, size * width, width);
        size++;
        if (size > 1 << bits - 1) {
            spread();
        }
        return size - 1;
    }

    private void spread() {
        bits++;
        if (1 << bits > slots.length) {
            slots = new int[1 << bits];
        } else {
            Arrays.fill(slots, 0, 1 << bits, 0);
        }
        int mask = (1 << bits) - 1;
        for (int number = 0; number < size; number++) {
            int slot = hash(words, number * width);
            while (slots[slot] != 0) {
                slot = slot + 1 & mask;
            }
            slots[slot] = number + 1;
        }
    }

    private int hash(long[] from, int start) {
        long mixed = from[start] * GOLDEN;
        for (int each = 1; each < width; each++) {
            mixed = (Long.rotateLeft(mixed, 31) ^ from[start + each]) * GOLDEN;
        }
        return (int) (mixed >>> Long.SIZE - bits);
    }

    private boolean same(long[] tuple, int number) {
        for (int each = 0, at = number * width; each < width; each++, at++) {
            if (words[at] != tuple[each]) {
                return false;
            }
        }
        return true;
    }

    int size() {
        return size;
    }

    int count(int number) {
        return counts[number];
    }

    /** A copy that stays. */
    Tuples tuples(int[] levels) {
        return new Tuples(levels, Arrays.copyOf(words, size * width), Arrays.copyOf(counts, size), size);
    }
}
