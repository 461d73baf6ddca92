package datong.ledger;

import java.util.List;

/**
 * Follows what becomes current in the ledger and what leaves it, erasures included.
 *
 * <p>Promise: whoever reads on from the position reached misses nothing, however late a batch becomes durable and in whatever order batches do. Of a record that
 * changed several times meanwhile only the last state comes.
 */
public interface Changes {
    /** Behind all that is durable now. */
    Position now();

    /** Before everything: whoever reads on from here meets each current record once, and after that what changes. */
    Position start();

    /**
     * @param selection its order, cursor and limit do not matter
     * @param most changes at most
     * @throws PositionOver if the position is not one of this ledger's
     */
    Read read(Selection selection, Position after, int most);

    /** @param reached where to read on; @param more whether that may find something already */
    record Read(List<Change> changes, Position reached, boolean more) {}

    /**
     * @param at its own place, to read on behind it
     * @param row as it is now; of a record that is not of the selection any more, as it was last
     * @param current false: it was removed, or changed in such a way that it does not belong to the selection any more
     */
    record Change(Position at, LedgerRow row, boolean current) {}

    /**
     * A place in the order in which batches became durable.
     *
     * @param ledger which database, as transactions of another one are counted differently
     * @param transaction that wrote the batch
     * @param batch and {@code record}: the last one read; the lowest there are, if none of this transaction was
     * @param from the transaction before which removals are not told, as whoever reads never met those records
     */
    record Position(String ledger, long transaction, String batch, String record, long from) {
        public static final String LOWEST = "0".repeat(26);
    }

    /** The ledger counts anew since, as after it was restored elsewhere, or what left since was disposed of: nobody can tell what was missed. */
    final class PositionOver extends RuntimeException {
        public PositionOver() {
            super("the position is not one of this ledger's");
        }
    }
}
