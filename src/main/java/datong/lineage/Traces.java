package datong.lineage;

import java.util.Optional;

/** Finds the way of a record. */
public interface Traces {
    /** @param record id (ULID); empty if there is none, or if the text is no id */
    Optional<Trace> of(String record);
}
