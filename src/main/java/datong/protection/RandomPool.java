package datong.protection;

import java.security.SecureRandom;

/** Random bytes fetched from the system by the block: a call for twelve costs as much as one for thousands. One thread each. */
final class RandomPool {
    private final SecureRandom random;
    private final byte[] pool = new byte[8192];
    private int used = pool.length;

    RandomPool(SecureRandom random) {
        this.random = random;
    }

    byte[] next(int length) {
        if (used + length > pool.length) {
            random.nextBytes(pool);
            used = 0;
        }
        byte[] bytes = new byte[length];
        System.arraycopy(pool, used, bytes, 0, length);
        java.util.Arrays.fill(pool, used, used + length, (byte) 0);
        used += length;
        return bytes;
    }
}
