package datong.audit;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** The head of an event's line: {@code {"index":7,"prev_hash":"…64 hex…","salt":"…32 hex…",} and then the event's own members. Older lines have no salt. */
final class LogLine {
    private static final byte[] INDEX = "{\"index\":".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] CHAIN = ",\"prev_hash\":\"".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] SALT = "\",\"salt\":\"".getBytes(StandardCharsets.US_ASCII);
    private static final int SALT_DIGITS = 2 * EventCommitment.SALT;
    private static final byte[] NO_EVENT = new byte[Merkle.HASH];

    private LogLine() {}

    /** What the first event has for {@code prev_hash}. */
    static byte[] beforeTheFirst() {
        return NO_EVENT.clone();
    }

    static void write(Bytes out, long index, byte[] previousLeaf, byte[] salt, byte[] members) {
        out.add(INDEX).decimal(index).add(CHAIN).hex(previousLeaf).add(SALT).hex(salt).add('"').add(',').add(members);
    }

    /** Where the members of a salted line begin, or -1. */
    static int members(byte[] bytes, int from, int length) {
        int salt = chain(bytes, from, length) + 2 * Merkle.HASH;
        int end = salt + SALT.length + SALT_DIGITS;
        boolean salted = index(bytes, from, length) >= 0 && end + 2 <= from + length && startsWith(bytes, salt, from + length - salt, SALT)
                && hexadecimal(bytes, salt - 2 * Merkle.HASH, 2 * Merkle.HASH) && hexadecimal(bytes, salt + SALT.length, SALT_DIGITS)
                && bytes[end] == '"' && bytes[end + 1] == ',';
        return salted ? end + 2 : -1;
    }

    /** The salt of a line whose members begin there. */
    static byte[] salt(byte[] bytes, int members) {
        return decoded(bytes, members - 2 - SALT_DIGITS, EventCommitment.SALT);
    }

    /** What a salted line names as the leaf before it. */
    static byte[] previousLeaf(byte[] bytes, int from, int length) {
        return decoded(bytes, chain(bytes, from, length), Merkle.HASH);
    }

    private static byte[] decoded(byte[] bytes, int from, int count) {
        byte[] decoded = new byte[count];
        for (int each = 0; each < count; each++) {
            decoded[each] = (byte) (HexFormat.fromHexDigit(bytes[from + 2 * each]) << 4 | HexFormat.fromHexDigit(bytes[from + 2 * each + 1]));
        }
        return decoded;
    }

    /** Lower case only: one line has one text. */
    private static boolean hexadecimal(byte[] bytes, int from, int digits) {
        for (int at = from; at < from + digits; at++) {
            if ((bytes[at] < '0' || bytes[at] > '9') && (bytes[at] < 'a' || bytes[at] > 'f')) {
                return false;
            }
        }
        return true;
    }

    private static int chain(byte[] bytes, int from, int length) {
        int at = from + INDEX.length;
        while (at < from + length && bytes[at] != ',') {
            at++;
        }
        return at + CHAIN.length;
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
        int at = chain(bytes, from, length);
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
