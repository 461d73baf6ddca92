package datong.audit;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** The two hashes of RFC 6962 §2.1: SHA-256, leaves and nodes told apart by their first byte. Not to be shared between threads. */
final class Merkle {
    static final int HASH = 32;
    private final MessageDigest sha256 = sha256();

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }

    byte[] emptyRoot() {
        return sha256.digest();
    }

    byte[] leaf(byte[] data) {
        return leaf(data, 0, data.length);
    }

    byte[] leaf(byte[] data, int from, int length) {
        sha256.update((byte) 0);
        sha256.update(data, from, length);
        return sha256.digest();
    }

    byte[] node(byte[] left, byte[] right) {
        sha256.update((byte) 1);
        sha256.update(left);
        return sha256.digest(right);
    }
}
