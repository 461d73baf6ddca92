package datong.resolution;

import datong.schema.Element;
import datong.schema.ItemName;
import datong.schema.Level;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * A member's record as it stands in the ledger, in clear: masked by whoever shows it.
 *
 * @param values by the kind's own items; only what is there
 */
public record MemberRecord(MemberId member, Kind kind, Element element, String source, String dataset, String provider, Optional<Instant> updatedAt, Instant storedAt,
        int quality, Level level, Map<ItemName, Object> values) {}
