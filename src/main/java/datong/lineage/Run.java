package datong.lineage;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Something that moved data from one dataset to another and has ended. */
public sealed interface Run {
    UUID id();

    Instant ended();

    /**
     * A delivery.
     *
     * @param state as {@code intake.delivery} has it: DONE, SET_ASIDE, STOPPED or INTERRUPTED
     * @param mappingVersion empty if no batch was written
     */
    record Delivery(UUID id, String source, Instant began, Instant ended, String state, Optional<String> rule, Optional<String> message,
            Optional<String> mappingVersion, long rows, long bytes, long stored) implements Run {}

    /** @param treatments item → word, the dropped ones included */
    record Release(UUID id, String publication, int version, String dataset, Instant ended, long records, long bytes, int files,
            Map<String, String> treatments, String policyVersion) implements Run {}
}
