package datong.protection;

import datong.ledger.SubjectId;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.zip.CRC32C;

/**
 * One slot of {@code subjects.keys}, 128 bytes, never across a sector: subject 16, state 1, suite 1, version of the wrapping
 * key 2, slots known durable when this one was written 4, zeros 4, nonce 12, wrapped key 64, zeros 20, CRC-32C 4.
 *
 * @param durableBefore all slots before this one's were on disk: one of them that is unreadable is damage, not a torn tail
 */
record SubjectSlot(SubjectId subject, State state, Suite suite, int kekVersion, int durableBefore, byte[] nonce, byte[] wrapped) {
    static final int BYTES = 128;
    static final int WRAPPED_BYTES = 64;

    private static final int CHECKED = BYTES - 4;

    /** Codes are stored. A void slot was torn by a power cut before anything depended on it. */
    enum State { UNUSED, LIVE, ERASED, VOID }

    static SubjectSlot erased(SubjectSlot slot) {
        return new SubjectSlot(slot.subject, State.ERASED, slot.suite, 0, slot.durableBefore, new byte[12], new byte[WRAPPED_BYTES]);
    }

    /** The same key under another wrapping. */
    SubjectSlot wrapped(RingKey key, byte[] freshNonce, byte[] wrappedAnew) {
        return new SubjectSlot(subject, state, key.suite(), key.version(), durableBefore, freshNonce, wrappedAnew);
    }

    static SubjectSlot voided() {
        return new SubjectSlot(new SubjectId(0, 0), State.VOID, Suite.INTERNATIONAL, 0, 0, new byte[12], new byte[WRAPPED_BYTES]);
    }

    byte[] encode() {
        ByteBuffer slot = ByteBuffer.allocate(BYTES);
        slot.putLong(subject.high()).putLong(subject.low());
        slot.put((byte) state.ordinal()).put(suite.code()).putShort((short) kekVersion);
        slot.putInt(durableBefore).putInt(0).put(nonce).put(wrapped);
        slot.putInt(CHECKED, checksum(slot.array(), 0));
        return slot.array();
    }

    /** Whether the bytes are a whole slot. */
    static boolean whole(byte[] bytes, int offset) {
        return ByteBuffer.wrap(bytes).getInt(offset + CHECKED) == checksum(bytes, offset)
                && bytes[offset + 16] > 0 && bytes[offset + 16] < State.values().length;
    }

    static SubjectSlot decode(byte[] bytes, int offset) {
        ByteBuffer slot = ByteBuffer.wrap(bytes, offset, BYTES);
        SubjectId subject = new SubjectId(slot.getLong(), slot.getLong());
        State state = State.values()[slot.get()];
        Suite suite = Suite.of(slot.get()).orElseThrow(() -> new KeyRingException("a subject key names a suite that does not exist"));
        int kek = slot.getShort();
        int durable = slot.getInt();
        int nonce = offset + 28;
        return new SubjectSlot(subject, state, suite, kek, durable, Arrays.copyOfRange(bytes, nonce, nonce + 12),
                Arrays.copyOfRange(bytes, nonce + 12, nonce + 12 + WRAPPED_BYTES));
    }

    private static int checksum(byte[] bytes, int offset) {
        CRC32C checksum = new CRC32C();
        checksum.update(bytes, offset, CHECKED);
        return (int) checksum.getValue();
    }
}
