package datong.quality;

import java.util.Arrays;

/**
 * How many different values went by, by linear counting over 4,096 bits: within about 3 % up to 10,000 values, in 512 bytes. Keeps no
 * value and nothing a value could be found from.
 *
 * <p>Source: Whang, Vander-Zanden, Taylor, "A linear-time probabilistic counting algorithm for database applications", 1990.
 */
final class Distinct {
    private static final int BITS = 4_096;
    private final long[] seen = new long[BITS / 64];

    void add(Object value) {
        int bit = mixed(value instanceof Object[] array ? Arrays.hashCode(array) : value.hashCode()) & BITS - 1;
        seen[bit >> 6] |= 1L << bit;
    }

    /** Numbers one after the other have hashes one after the other; these are the last steps of MurmurHash3. */
    private static int mixed(int hash) {
        int first = (hash ^ hash >>> 16) * 0x85EBCA6B;
        int second = (first ^ first >>> 13) * 0xC2B2AE35;
        return second ^ second >>> 16;
    }

    void add(Distinct other) {
        for (int word = 0; word < seen.length; word++) {
            seen[word] |= other.seen[word];
        }
    }

    long estimate() {
        int empty = BITS - Arrays.stream(seen).mapToInt(Long::bitCount).sum();
        return Math.round(-BITS * Math.log(Math.max(empty, 0.5) / BITS));
    }
}
