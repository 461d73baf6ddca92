package datong.intake;

/**
 * The keys of a batch as 64-bit hashes in a flat table. Two batches that share a key always meet; two that share none may seem to meet
 * once in billions of batches, which costs one of them a wait. Not thread-safe while keys are added.
 */
final class KeyHashes {
    private static final long SPREAD = 0x9E3779B97F4A7C15L;
    private long[] table;
    private int size;

    /** @param expected how many keys will come, about */
    KeyHashes(int expected) {
        table = new long[Integer.highestOneBit(Math.max(8, expected)) * 4];
    }

    void add(String output, String key) {
        if (size > table.length / 2) {
            grow();
        }
        put(hash(output, key));
    }

    boolean meets(KeyHashes other) {
        KeyHashes fewer = size <= other.size ? this : other;
        KeyHashes more = fewer == this ? other : this;
        for (long hash : fewer.table) {
            if (hash != 0 && more.contains(hash)) {
                return true;
            }
        }
        return false;
    }

    private boolean contains(long hash) {
        for (int place = place(hash); table[place] != 0; place = place + 1 & table.length - 1) {
            if (table[place] == hash) {
                return true;
            }
        }
        return false;
    }

    private void put(long hash) {
        int place = place(hash);
        while (table[place] != 0) {
            if (table[place] == hash) {
                return;
            }
            place = place + 1 & table.length - 1;
        }
        table[place] = hash;
        size++;
    }

    private void grow() {
        long[] full = table;
        table = new long[full.length * 2];
        size = 0;
        for (long hash : full) {
            if (hash != 0) {
                put(hash);
            }
        }
    }

    private int place(long hash) {
        return (int) (hash >>> 32) & table.length - 1;
    }

    /** Never 0, which marks an empty place. */
    private static long hash(String output, String key) {
        long hash = add(add(1, output) * SPREAD, key) * SPREAD;
        hash = (hash ^ hash >>> 32) * SPREAD;
        return hash == 0 ? 1 : hash;
    }

    private static long add(long start, String text) {
        long hash = start + text.length();
        for (int index = 0; index < text.length(); index++) {
            hash = (hash ^ text.charAt(index)) * SPREAD;
            hash ^= hash >>> 29;
        }
        return hash;
    }
}
