package datong.intake;

import datong.ledger.LedgerWriter.Balance;
import datong.mapping.Problem;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Takes what a source system pushes, and answers once it is durably in the ledger or in quarantine. */
public interface SourcePush {
    /**
     * Takes a body to its end. The same body once more is counted as unchanged.
     *
     * @param sender id of the system that pushes
     * @throws datong.ledger.LedgerUnavailable if the database went away; nothing is lost if the body is sent again
     */
    Receipt take(String source, String sender, Path body, Kind kind) throws IOException;

    /** JSON is one record or an array of them; XML is read as the source's mapping says. */
    enum Kind { JSON, NDJSON, XML }

    /** @param rejected the first rejected records by their place in the body */
    record Receipt(Outcome outcome, List<Row> rejected) {
        public Balance balance() {
            return switch (outcome) {
                case Outcome.Done done -> done.balance();
                case Outcome.SetAside aside -> aside.balance();
                case Outcome.Stopped stopped -> Balance.NOTHING;
            };
        }
    }

    /** @param row from 1, in the order of the body */
    record Row(long row, List<Problem> reasons) {}

    /** The rejected records of a delivery, in its order. */
    @FunctionalInterface
    interface RejectedRows {
        List<Row> of(String delivery, int most);
    }
}
