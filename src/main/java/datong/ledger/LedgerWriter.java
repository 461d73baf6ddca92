package datong.ledger;

import datong.classification.ClassifiedRecord;
import datong.source.RawRecord;
import java.time.Instant;
import java.util.List;

/** Writes batches: each in one transaction with its balance row and audit event. */
public interface LedgerWriter {
    /**
     * Appends a batch. Idempotent on (source, output, key, content hash): a record whose content is stored already counts as unchanged.
     * A record whose key is stored with other content becomes a new version, the old one goes to history.
     */
    Balance append(Batch batch);

    /**
     * @param read records read from the delivery; the balance must account for each exactly once
     * @param auditEvent canonical JSON of the batch's audit event, made from the balance inside the transaction
     */
    record Batch(String id, String delivery, String source, String mappingVersion, String mappingFingerprint,
            datong.mapping.Mapping.Terms terms, Instant receivedAt, long read, List<ClassifiedRecord> records,
            List<Rejected> rejected, java.util.function.Function<Balance, String> auditEvent) {}

    /** A record for quarantine, kept whole (encrypted) with its reasons. */
    record Rejected(RawRecord raw, List<datong.mapping.Problem> problems) {}

    /** {@code read = stored + unchanged + quarantined}: counted in records of the source, whatever number of outputs each gave. */
    record Balance(long read, long stored, long unchanged, long quarantined) {
        public Balance {
            if (read != stored + unchanged + quarantined) {
                throw new IllegalStateException("balance does not hold: read " + read + ", stored " + stored
                        + ", unchanged " + unchanged + ", quarantined " + quarantined);
            }
        }
    }
}
