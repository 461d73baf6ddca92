package datong.ledger;

import java.util.HexFormat;

/** Sixteen keyed bytes that stand for the person (or record) whose key protects a record's values. Says nothing without the key ring. */
public record SubjectId(long high, long low) {
    /** As {@link #toString} writes it. @throws IllegalArgumentException if it is none */
    public static SubjectId parse(String text) {
        if (text.length() != 32) {
            throw new IllegalArgumentException("a subject has 32 hexadecimal digits");
        }
        return new SubjectId(HexFormat.fromHexDigitsToLong(text, 0, 16), HexFormat.fromHexDigitsToLong(text, 16, 32));
    }

    @Override
    public String toString() {
        return HexFormat.of().toHexDigits(high) + HexFormat.of().toHexDigits(low);
    }
}
