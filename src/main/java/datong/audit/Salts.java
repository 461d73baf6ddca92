package datong.audit;

import java.security.SecureRandom;
import java.util.Arrays;

/** Random salts, taken from the system many at a time. Thread-safe. */
final class Salts {
    private final SecureRandom random = new SecureRandom();
    private final byte[] pool = new byte[EventCommitment.SALT * 1024];
    private int next = pool.length;

    synchronized byte[] next() {
        if (next == pool.length) {
            random.nextBytes(pool);
            next = 0;
        }
        byte[] salt = Arrays.copyOfRange(pool, next, next + EventCommitment.SALT);
        Arrays.fill(pool, next, next + EventCommitment.SALT, (byte) 0);
        next += EventCommitment.SALT;
        return salt;
    }
}
