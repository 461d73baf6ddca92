package datong.ledger;

import datong.mapping.Departure;
import datong.mapping.Mapping;
import java.util.List;

/** Which current records the complete deliveries of a source still hold; nothing of it grows in memory with a delivery. */
public interface Presence {
    /** Records that the delivery holds, stored or rejected. */
    void seen(String delivery, Mapping mapping, List<Departure.Key> keys);

    /** The delivery was not complete, or is not to be trusted: what it did not hold says nothing. */
    void forget(String delivery);

    /**
     * The delivery was complete: what it did not hold was missing once more, what it held is not missing any more. A delivery that is
     * cut off behind this and taken again counts once.
     */
    Missing count(String delivery, Mapping mapping);

    /**
     * Takes out of the ledger what was missing often enough.
     *
     * @param batch without records: its balance says how many left
     */
    LedgerWriter.Balance remove(LedgerWriter.Batch batch);

    /** @param due missing often enough to leave; @param present current records of the source, these included; every output counted */
    record Missing(long due, long present) {}
}
