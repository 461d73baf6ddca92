package datong.quality;

import datong.schema.ItemName;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What one delivery held.
 *
 * @param flags quality flags {@code RULE} or {@code RULE:item} → records; @param refusals the same for records in quarantine
 * @param newest when the source last changed one of the records, where it says
 */
public record Measurement(String delivery, String source, Instant received, long rows, List<ItemMeasure> items, Map<String, Long> flags,
        Map<String, Long> refusals, Optional<Instant> newest) {

    /** @param distinct different values among the first records, estimated */
    public record ItemMeasure(String output, ItemName item, long records, long filled, long distinct) {
        /** 0 to 1. */
        public double share() {
            return records == 0 ? 0 : (double) filled / records;
        }
    }

    public long refused() {
        return refusals.values().stream().mapToLong(Long::longValue).sum();
    }
}
