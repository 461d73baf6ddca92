package datong.ledger.jdbc;

import java.util.concurrent.ConcurrentLinkedQueue;

/** Buffers of former batches, grown to the size that batches need: to grow new ones each time would be most of the garbage. */
final class Buffers {
    private static final int FIRST = 1 << 16;
    /** A larger one came from an unusual batch and is not worth keeping. */
    private static final int LARGEST_KEPT = 1 << 24;
    private final ConcurrentLinkedQueue<byte[]> idle = new ConcurrentLinkedQueue<>();

    byte[] take() {
        byte[] buffer = idle.poll();
        return buffer == null ? new byte[FIRST] : buffer;
    }

    void giveBack(byte[] buffer) {
        if (buffer.length <= LARGEST_KEPT) {
            idle.add(buffer);
        }
    }
}
