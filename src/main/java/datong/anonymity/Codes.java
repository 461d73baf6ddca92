package datong.anonymity;

import java.util.ArrayList;
import java.util.List;

/** A long list of small numbers: 65,536 at a time, each portion as narrow as its largest number allows. */
final class Codes {
    private static final int BITS = 16;
    private static final int PORTION = 1 << BITS;
    private static final int WITHIN = PORTION - 1;
    private final List<Object> portions = new ArrayList<>();
    private int[] filling = new int[PORTION];
    private int size;

    void add(int code) {
        filling[size++ & WITHIN] = code;
        if ((size & WITHIN) == 0) {
            portions.add(narrowed(filling));
            filling = new int[PORTION];
        }
    }

    int size() {
        return size;
    }

    int get(int at) {
        int portion = at >> BITS;
        if (portion == portions.size()) {
            return filling[at & WITHIN];
        }
        return switch (portions.get(portion)) {
            case byte[] bytes -> bytes[at & WITHIN] & 0xff;
            case char[] chars -> chars[at & WITHIN];
            case int[] ints -> ints[at & WITHIN];
            default -> throw new IllegalStateException("a portion is of bytes, chars or ints");
        };
    }

    private static Object narrowed(int[] codes) {
        int most = 0;
        for (int code : codes) {
            most = Math.max(most, code);
        }
        if (most > Character.MAX_VALUE) {
            return codes;
        }
        if (most > 0xff) {
            char[] chars = new char[PORTION];
            for (int at = 0; at < PORTION; at++) {
                chars[at] = (char) codes[at];
            }
            return chars;
        }
        byte[] bytes = new byte[PORTION];
        for (int at = 0; at < PORTION; at++) {
            bytes[at] = (byte) codes[at];
        }
        return bytes;
    }
}
