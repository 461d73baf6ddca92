package datong.query;

import datong.ledger.SubjectId;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;

/** What stands in the audit log for a person who was shown: the same person has the same key, and without the key ring nobody knows whose it is. */
public record PersonKey(String value) {
    private static final int BYTES = 16;

    public static PersonKey of(SubjectId subject, KeyedDigest digest) {
        byte[] keyed = digest.digest(("person\0" + subject).getBytes(StandardCharsets.US_ASCII));
        return new PersonKey(HexFormat.of().formatHex(Arrays.copyOf(keyed, BYTES)));
    }
}
