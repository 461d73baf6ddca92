package datong.protection;

import datong.ledger.SubjectId;

/**
 * Subject to slot, by open addressing in flat arrays: 20 bytes an entry, filled to between a half and four fifths. In shards,
 * so that growing copies little and writers seldom meet; each method takes its shard's lock.
 */
final class SubjectIndex {
    /** No slot. */
    static final int NONE = Integer.MIN_VALUE;

    private static final int SHARDS = 64;

    private final Shard[] shards = new Shard[SHARDS];

    SubjectIndex() {
        for (int i = 0; i < SHARDS; i++) {
            shards[i] = new Shard();
        }
    }

    /** The lock under which a subject's entry is read and changed in one step. */
    Object lock(SubjectId subject) {
        return shard(subject);
    }

    /** The slot, its complement if the subject was erased, or {@link #NONE}. */
    int get(SubjectId subject) {
        Shard shard = shard(subject);
        synchronized (shard) {
            return shard.get(subject.high(), subject.low());
        }
    }

    void put(SubjectId subject, int slot) {
        Shard shard = shard(subject);
        synchronized (shard) {
            shard.put(subject.high(), subject.low(), slot);
        }
    }

    long bytes() {
        long bytes = 0;
        for (Shard shard : shards) {
            bytes += 20L * shard.slots.length;
        }
        return bytes;
    }

    private Shard shard(SubjectId subject) {
        return shards[(int) (subject.high() >>> 58)];
    }

    private static final class Shard {
        private long[] ids = new long[2 * 64];
        private int[] slots = empty(64);
        private int size;

        int get(long high, long low) {
            for (int i = start(low, slots.length);; i = next(i)) {
                if (slots[i] == NONE || (ids[2 * i] == high && ids[2 * i + 1] == low)) {
                    return slots[i];
                }
            }
        }

        void put(long high, long low, int slot) {
            int i = start(low, slots.length);
            while (slots[i] != NONE) {
                if (ids[2 * i] == high && ids[2 * i + 1] == low) {
                    slots[i] = slot;
                    return;
                }
                i = next(i);
            }
            ids[2 * i] = high;
            ids[2 * i + 1] = low;
            slots[i] = slot;
            if (++size > slots.length / 5 * 4) {
                grow();
            }
        }

        private void grow() {
            long[] oldIds = ids;
            int[] oldSlots = slots;
            int capacity = oldSlots.length + oldSlots.length / 2;
            ids = new long[2 * capacity];
            slots = empty(capacity);
            size = 0;
            for (int i = 0; i < oldSlots.length; i++) {
                if (oldSlots[i] != NONE) {
                    put(oldIds[2 * i], oldIds[2 * i + 1], oldSlots[i]);
                }
            }
        }

        private int next(int i) {
            return i + 1 == slots.length ? 0 : i + 1;
        }

        /** Ids are keyed digests, hence uniform: the upper bits of a product spread them over any capacity. */
        private static int start(long low, int capacity) {
            return (int) ((low >>> 32) * capacity >>> 32);
        }

        private static int[] empty(int capacity) {
            int[] slots = new int[capacity];
            java.util.Arrays.fill(slots, NONE);
            return slots;
        }
    }
}
