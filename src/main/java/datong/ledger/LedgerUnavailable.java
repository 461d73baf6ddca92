package datong.ledger;

/** The database did not take or give records. Whatever was under way is undone and may be tried again. */
public final class LedgerUnavailable extends RuntimeException {
    public LedgerUnavailable(String message, Throwable cause) {
        super(message, cause);
    }
}
