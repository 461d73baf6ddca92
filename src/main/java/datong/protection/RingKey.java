package datong.protection;

import java.util.Arrays;

/** A key of the ring. Prints without its bytes. */
public final class RingKey {
    private final KeyPurpose purpose;
    private final int version;
    private final Suite suite;
    private final byte[] bytes;

    RingKey(KeyPurpose purpose, int version, Suite suite, byte[] bytes) {
        this.purpose = purpose;
        this.version = version;
        this.suite = suite;
        this.bytes = bytes;
    }

    public KeyPurpose purpose() {
        return purpose;
    }

    /** From 1; the highest is current. */
    public int version() {
        return version;
    }

    public Suite suite() {
        return suite;
    }

    /** A copy. */
    public byte[] bytes() {
        return Arrays.copyOf(bytes, bytes.length);
    }

    String alias() {
        return purpose.alias() + '.' + version + '.' + suite.name().toLowerCase(java.util.Locale.ROOT);
    }

    @Override
    public String toString() {
        return alias();
    }
}
