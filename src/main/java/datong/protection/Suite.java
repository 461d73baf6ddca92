package datong.protection;

import java.util.Optional;

/** The two families of algorithms; the setting {@code crypto.suite} names one. Codes are stored and never change their meaning. */
public enum Suite {
    /** AES-256-GCM, HMAC-SHA-256, SHA-256, Ed25519, FF1 on AES-256. */
    INTERNATIONAL(1, 32),
    /** SM4-GCM with a tag of 128 bits, HMAC-SM3, SM3, SM2 signatures, FF1 on SM4 (GB/T 32905, 32907, 32918). */
    SM(2, 16);

    private final int code;
    private final int cipherKeyBytes;

    Suite(int code, int cipherKeyBytes) {
        this.code = code;
        this.cipherKeyBytes = cipherKeyBytes;
    }

    /** One byte, at the head of every sealed value. */
    public byte code() {
        return (byte) code;
    }

    /** Length of a key of the block cipher. */
    public int cipherKeyBytes() {
        return cipherKeyBytes;
    }

    static Optional<Suite> of(int code) {
        return switch (code) {
            case 1 -> Optional.of(INTERNATIONAL);
            case 2 -> Optional.of(SM);
            default -> Optional.empty();
        };
    }
}
