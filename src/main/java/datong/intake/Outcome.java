package datong.intake;

import datong.ledger.LedgerWriter.Balance;

/** What became of a delivery. */
public sealed interface Outcome {
    String delivery();

    /** Read to its end. */
    record Done(String delivery, Balance balance) implements Outcome {}

    /** Could not be read (any further); what was read before is in the ledger. */
    record SetAside(String delivery, Balance balance, String rule, String message) implements Outcome {}

    /** Nothing was read: its columns do not fit the mapping, or there is no mapping. */
    record Stopped(String delivery, String rule, String message) implements Outcome {}
}
