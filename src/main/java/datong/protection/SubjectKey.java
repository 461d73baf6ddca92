package datong.protection;

import datong.ledger.SubjectId;

/** A subject's data keys in clear: independent random bytes for each suite. Never leaves the room, never printed. */
final class SubjectKey {
    static final int BYTES = 48;

    private final SubjectId subject;
    private final byte[] aes;
    private final byte[] sm4;

    SubjectKey(SubjectId subject, byte[] secret) {
        this.subject = subject;
        this.aes = java.util.Arrays.copyOf(secret, 32);
        this.sm4 = java.util.Arrays.copyOfRange(secret, 32, BYTES);
    }

    SubjectId subject() {
        return subject;
    }

    byte[] of(Suite suite) {
        return switch (suite) {
            case INTERNATIONAL -> aes;
            case SM -> sm4;
        };
    }
}
