package datong.resolution;

import datong.schema.Element;
import datong.schema.Level;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * A ledger record as resolution reads it: the few items it needs, in clear, for as long as the record is looked at.
 *
 * @param values item → text; absent items are not there; a person's document number is, as its blind index in hexadecimal digits
 */
public record Opened(UUID record, Element element, int origin, String source, Level level, List<String> flags, Instant storedAt,
        Map<String, String> values) {

    /** Empty where the record does not tell. */
    public String value(String item) {
        return values.getOrDefault(item, "");
    }

    public Instant moment(String... items) {
        for (String item : items) {
            if (values.containsKey(item)) {
                return Instant.parse(values.get(item));
            }
        }
        return storedAt;
    }
}
