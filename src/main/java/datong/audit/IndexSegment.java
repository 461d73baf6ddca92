package datong.audit;

import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the log says of an index over a stretch of its events, in an event of its own.
 *
 * @param first index of the first event, @param end index behind the last: where the next stretch begins
 * @param earliest time of an event in it, @param latest
 * @param keys persons and organisations in it
 */
record IndexSegment(long first, long end, Instant earliest, Instant latest, long keys, byte[] salt, byte[] root) {
    static final String KIND = "AUDIT_INDEX";
    private static final HexFormat HEX = HexFormat.of();

    Map<String, String> details() {
        return new TreeMap<>(Map.of("first", String.valueOf(first), "end", String.valueOf(end), "earliest", earliest.toString(), "latest", latest.toString(), "keys", String.valueOf(keys),
                "salt", HEX.formatHex(salt), "root", HEX.formatHex(root)));
    }

    /** @throws IllegalArgumentException if the event is not one over an index */
    static IndexSegment of(AuditEvent event) {
        Map<String, String> details = event.details();
        if (!event.kind().equals(KIND) || !details.keySet().containsAll(java.util.List.of("first", "end", "earliest", "latest", "keys", "salt", "root"))) {
            throw new IllegalArgumentException("the event is not one of kind " + KIND + ", or its details are not open");
        }
        return new IndexSegment(Long.parseLong(details.get("first")), Long.parseLong(details.get("end")), Instant.parse(details.get("earliest")), Instant.parse(details.get("latest")),
                Long.parseLong(details.get("keys")), HEX.parseHex(details.get("salt")), HEX.parseHex(details.get("root")));
    }
}
