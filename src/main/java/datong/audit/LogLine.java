package datong.audit;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** The head of an event's line: {@code {"index":7,"prev_hash":"…64 hex…",} and then the event's own members. */
final class LogLine {
    private static final byte[] INDEX = "{\"index\":".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] CHAIN = ",\"prev_hash\":\"".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] NO_EVENT = new byte[Merkle.HASH];

    private LogLine() {}

    /** What the first event has for {@code prev_hash}. */
    static byte[] beforeTheFirst() {
        return NO_EVENT.clone();
    }

    static void write(Bytes out, long index, byte[] previousLeaf, byte[] members) {
        out.add(INDEX).decimal(index).add(CHAIN).hex(previousLeaf).add('"').add(',').add(members);
    }

    /** The index a line claims, or -1 if it is not a line of a log. */
    static long index(byte[] bytes, int from, int length) {
        if (!startsWith(bytes, from, length, INDEX)) {
            return -1;
        }
        long index = 0;
        int at = from + INDEX.length;
        int start = at;
        while (at < from + length && bytes[at] >= '0' && bytes[at] <= '9' && at - start < 18) {
            index = index * 10 + bytes[at++] - '0';
        }
        return at == start || !startsWith(bytes, at, from + length - at, CHAIN) ? -1 : index;
    }

    /** Whether the line names this leaf as the one before it. */
    static boolean follows(byte[] bytes, int from, int length, byte[] previousLeaf) {
        int at = from + INDEX.length;
        while (at < from + length && bytes[at] != ',') {
            at++;
        }
        at += CHAIN.length;
        if (at + 2 * Merkle.HASH + 2 > from + length) {
            return false;
        }
        for (int each = 0; each < Merkle.HASH; each++) {
            int high = bytes[at + 2 * each];
            int low = bytes[at + 2 * each + 1];
            if (!HexFormat.isHexDigit(high) || !HexFormat.isHexDigit(low)
                    || (byte) (HexFormat.fromHexDigit(high) << 4 | HexFormat.fromHexDigit(low)) != previousLeaf[each]) {
                return false;
            }
        }
        return true;
    }

    private static boolean startsWith(byte[] bytes, int from, int length, byte[] start) {
        if (length < start.length) {
            return false;
        }
        for (int each = 0; each < start.length; each++) {
            if (bytes[from + each] != start[each]) {
                return false;
            }
        }
        return true;
    }
}
