package datong.subscription;

import datong.ledger.EntryId;
import datong.query.ChangeAnswer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.function.UnaryOperator;

/**
 * By what a receiver knows a record again: a pseudonym of its own, which no other subscription's tells anything about, or the record's id where that may be shown.
 *
 * @param digest under the ring's key for them
 */
public record RecordKeys(String subscription, boolean clear, UnaryOperator<byte[]> digest) {
    private static final String ID = "record_id";
    private static final int BYTES = 16;

    /** Whether the terms of the page allow the keys that are wanted. */
    public boolean allowed(ChangeAnswer.Page page) {
        return !clear || "reveal".equals(page.treatments().get(ID));
    }

    public String key(EntryId id) {
        return clear ? id.value() : "r_" + HexFormat.of().formatHex(digest.apply(("record\0" + subscription + "\0" + id.value()).getBytes(StandardCharsets.UTF_8)), 0, BYTES);
    }
}
