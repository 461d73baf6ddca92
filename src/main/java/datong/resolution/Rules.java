package datong.resolution;

import datong.schema.ItemName;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * What the stewards may set.
 *
 * @param matterDays how far apart reports of one matter may lie
 * @param textLikeness from 0 to 1, what two texts need at least
 * @param addressLikeness the same for what follows the building in an address
 * @param mostPerRecord candidates that one record is offered at most
 * @param repeatWithin alarms of one device and scene this close are one alarm
 * @param phrases words of officialese that say nothing
 * @param authorities which sources an item is believed from first, in order; key {@code kind.item} or {@code kind}
 */
public record Rules(int matterDays, double textLikeness, double addressLikeness, int mostPerRecord, Duration repeatWithin, List<String> phrases,
        Map<String, List<String>> authorities) {

    public static final Rules STANDARD = new Rules(7, 0.8, 0.8, 3, Duration.ofMinutes(10), List.of(), Map.of());

    public Rules {
        demand(matterDays >= 1 && matterDays <= 60, "matter_days is " + matterDays + "; expected 1 to 60");
        demand(textLikeness >= 0.5 && textLikeness <= 1, "text_likeness is " + textLikeness + "; expected 0.5 to 1");
        demand(addressLikeness >= 0.5 && addressLikeness <= 1, "address_likeness is " + addressLikeness + "; expected 0.5 to 1");
        demand(mostPerRecord >= 1 && mostPerRecord <= 50, "most_per_record is " + mostPerRecord + "; expected 1 to 50");
        demand(!repeatWithin.isNegative() && repeatWithin.compareTo(Duration.ofHours(2)) <= 0, "repeat_minutes lies between 0 and 120");
    }

    private static void demand(boolean holds, String message) {
        if (!holds) {
            throw new IllegalArgumentException(message);
        }
    }

    /** Sources in the order in which they are believed for the item; empty if no one was named. */
    public List<String> authorities(Kind kind, ItemName item) {
        String name = kind.name().toLowerCase(java.util.Locale.ROOT);
        return authorities.getOrDefault(name + "." + item, authorities.getOrDefault(name, List.of()));
    }
}
