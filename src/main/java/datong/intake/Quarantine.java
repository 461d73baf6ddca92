package datong.intake;

import datong.source.RawRecord;
import java.util.List;
import java.util.Optional;

/** Rejected records that wait for a steward. */
public interface Quarantine {
    /**
     * Records in the order in which they came, opened; those whose key was destroyed are left out. Open ones only, unless they are asked
     * for by id: then also those that were sent back to their source or mended before.
     */
    List<Held> open(Filter filter, Optional<String> after, int most);

    /** @param rule and @param column of the first reason, empty: every one; @param ids empty: every record of the source, rule and column */
    record Filter(String source, Optional<String> rule, Optional<String> column, List<String> ids) {
        public Filter(String source, Optional<String> rule, List<String> ids) {
            this(source, rule, Optional.empty(), ids);
        }
    }

    /** @param raw as it arrived */
    record Held(String id, String delivery, RawRecord raw, Mended mended) {}
}
