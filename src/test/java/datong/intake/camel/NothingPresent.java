package datong.intake.camel;

import datong.ledger.LedgerWriter;
import datong.ledger.Presence;
import datong.mapping.Departure;
import datong.mapping.Mapping;
import java.util.List;

/** For an intake whose sources are no snapshots. */
final class NothingPresent implements Presence {
    @Override
    public void seen(String delivery, Mapping mapping, List<Departure.Key> keys) {
        throw new AssertionError("no source here is a snapshot");
    }

    @Override
    public void forget(String delivery) {
        throw new AssertionError("no source here is a snapshot");
    }

    @Override
    public Missing count(String delivery, Mapping mapping) {
        throw new AssertionError("no source here is a snapshot");
    }

    @Override
    public LedgerWriter.Balance remove(LedgerWriter.Batch batch) {
        throw new AssertionError("no source here is a snapshot");
    }
}
