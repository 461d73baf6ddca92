package datong.ledger;

import java.util.HexFormat;

/** Sixteen keyed bytes that stand for the person (or record) whose key protects a record's values. Says nothing without the key ring. */
public record SubjectId(long high, long low) {
    @Override
    public String toString() {
        return HexFormat.of().toHexDigits(high) + HexFormat.of().toHexDigits(low);
    }
}
