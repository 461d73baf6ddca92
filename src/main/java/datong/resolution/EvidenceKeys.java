package datong.resolution;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.function.UnaryOperator;

/** Keyed digests of evidence: 16 bytes, equal for equal evidence of the same sort, meaningless without the key ring. */
public final class EvidenceKeys {
    private static final int BYTES = 16;
    private static final char SEPARATOR = '\u001f';
    private final UnaryOperator<byte[]> digest;

    /** @param digest a keyed digest that no other purpose uses, e.g. {@code ring.digest(KeyPurpose.RESOLUTION)} */
    public EvidenceKeys(UnaryOperator<byte[]> digest) {
        this.digest = digest;
    }

    /** {@link Facet#NONE} if any part is missing: half an evidence is none. */
    public byte[] of(String sort, String... parts) {
        StringBuilder text = new StringBuilder(64).append(sort);
        for (String part : parts) {
            if (part == null || part.isEmpty()) {
                return Facet.NONE;
            }
            text.append(SEPARATOR).append(part);
        }
        return Arrays.copyOf(digest.apply(text.toString().getBytes(StandardCharsets.UTF_8)), BYTES);
    }

    public byte[] of(String sort, String part, byte[] bytes) {
        return of(sort, part, HexFormat.of().formatHex(bytes));
    }

    /** Tells whether stored evidence was made with the same key and the same way of making it. */
    public String fingerprint(String version) {
        return HexFormat.of().formatHex(of("fingerprint", version));
    }
}
