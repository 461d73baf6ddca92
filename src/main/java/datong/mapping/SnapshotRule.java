package datong.mapping;

/**
 * The source always delivers everything: what its files hold no longer has been deleted there.
 *
 * @param missingRuns successive complete deliveries from which a record must be missing before it leaves the ledger
 * @param atMost share of the source's records, 0 to 1, that may leave at once without a steward's word
 */
public record SnapshotRule(int missingRuns, double atMost) {
    /** A single record may always leave. */
    public boolean allows(long leaving, long present) {
        return leaving <= Math.max(1, (long) (atMost * present));
    }
}
