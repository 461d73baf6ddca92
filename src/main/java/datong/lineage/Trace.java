package datong.lineage;

import datong.schema.ItemName;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * The way of one record, without any of its values.
 *
 * @param record id (ULID); @param output of the mapping that made it
 * @param versions the current one first
 * @param removal why it is current no more: DELETED at its source, or VANISHED from its deliveries
 */
public record Trace(String record, String element, String dataset, String source, String output, List<Version> versions, List<Link> links,
        Optional<String> removal) {

    public Trace(String record, String element, String dataset, String source, String output, List<Version> versions, List<Link> links) {
        this(record, element, dataset, source, output, versions, links, Optional.empty());
    }


    /**
     * One version and the batch that wrote it.
     *
     * @param until when the next version replaced it; empty for the current one
     * @param row of the delivery, from 1
     * @param fingerprint of the mapping file
     * @param flags quality flags, {@code RULE:item}
     * @param filled items that hold something
     * @param mends what a steward put right by hand in the record that this version was read from
     */
    public record Version(Instant from, Optional<Instant> until, Arrival arrival, OptionalLong row, String mappingVersion, String fingerprint,
            List<String> flags, Set<ItemName> filled, List<Mend> mends) {}

    /** A value of a column mended by hand: who, when, why. @param quarantine id (ULID) of the record as it arrived */
    public record Mend(String column, String by, Instant at, String reason, String quarantine) {}

    /** @param batch and @param delivery ids (ULID); @param sha256 of the delivered bytes, empty for a pull */
    public record Arrival(String batch, Instant committed, String delivery, String name, Optional<String> sha256, Instant received) {}

    /** A relation; {@code outgoing} if it goes from this record to the other. */
    public record Link(String relation, boolean outgoing, String otherElement, String other) {}
}
