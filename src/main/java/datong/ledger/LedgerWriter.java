package datong.ledger;

import datong.classification.ClassifiedRecord;
import datong.mapping.Departure;
import datong.mapping.Mapping;
import datong.mapping.Problem;
import datong.source.RawRecord;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Writes batches: each in one transaction with its balance row and its audit event. */
public interface LedgerWriter {
    /**
     * Appends a batch; when it returns, the batch is durable.
     *
     * <p>Idempotent on (source, output, key, content): a record whose content is stored already counts as unchanged. A record whose
     * key is stored with other content becomes a new version and the old one goes to history. Batches of one source that share a key
     * must not be written at the same time.
     *
     * <p>Deleted records go to history behind all that the batch stores, with those of their outputs that no other record holds; a key
     * that is not there any more changes nothing, and one that comes again is stored anew.
     */
    Balance append(Batch batch);

    /**
     * @param delivery id (ULID) of the delivery the batch belongs to
     * @param mapping the mapping that made the records
     * @param accepted source records that keep the schema, each with its one or more outputs
     * @param rejected source records for quarantine
     * @param deleted source records that say to exist no more
     * @param replayed quarantine ids that leave quarantine with this batch, accepted or rejected anew
     * @param watermark saved with the batch, so that a pull goes on behind it
     * @param audit makes the batch's audit event from its balance, inside the transaction
     */
    record Batch(String id, String delivery, Mapping mapping, Instant at, List<Accepted> accepted, List<Rejected> rejected,
            List<Deleted> deleted, List<String> replayed, Optional<Mark> watermark, Function<Balance, OutboxEvent> audit) {

        public Batch(String id, String delivery, Mapping mapping, Instant at, List<Accepted> accepted, List<Rejected> rejected,
                List<String> replayed, Optional<Mark> watermark, Function<Balance, OutboxEvent> audit) {
            this(id, delivery, mapping, at, accepted, rejected, List.of(), replayed, watermark, audit);
        }

        /** The database keeps microseconds: what ends and what begins with the batch must be the same moment there. */
        public Batch {
            at = at.truncatedTo(ChronoUnit.MICROS);
        }

        public long read() {
            return (long) accepted.size() + rejected.size() + deleted.size();
        }
    }

    /** How far a channel has come: the text by which its next pull goes on. */
    record Mark(String channel, String value) {}

    /** One source record in all its outputs, the main one first. */
    record Accepted(RawRecord raw, List<ClassifiedRecord> outputs) {}

    /**
     * A source record that is kept whole (sealed) with its reasons.
     *
     * @param keys of its outputs as far as they are known, the main one first
     */
    record Rejected(RawRecord raw, List<Problem> problems, List<Departure.Key> keys) {
        public Rejected(RawRecord raw, List<Problem> problems) {
            this(raw, problems, List.of());
        }
    }

    /** A source record that says to exist no more, and the keys of its outputs, the main one first. */
    record Deleted(RawRecord raw, List<Departure.Key> keys) {}

    /** An audit event on its way into the log: written with the batch or not at all. */
    record OutboxEvent(String id, String json) {}

    /**
     * {@code read = stored + unchanged + quarantined}: counted in source records, whatever number of outputs each gave. A source record
     * that deletes counts as stored if anything was there to delete, else as unchanged.
     *
     * @param removed beside the balance: records that left the current tables, every output counted
     */
    record Balance(long read, long stored, long unchanged, long quarantined, long removed) {
        public static final Balance NOTHING = new Balance(0, 0, 0, 0);

        public Balance(long read, long stored, long unchanged, long quarantined) {
            this(read, stored, unchanged, quarantined, 0);
        }

        public Balance {
            if (read != stored + unchanged + quarantined) {
                throw new IllegalStateException("balance does not hold: read " + read + ", stored " + stored
                        + ", unchanged " + unchanged + ", quarantined " + quarantined);
            }
        }

        public Balance plus(Balance other) {
            return new Balance(read + other.read, stored + other.stored, unchanged + other.unchanged, quarantined + other.quarantined,
                    removed + other.removed);
        }
    }
}
