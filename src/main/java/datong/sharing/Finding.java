package datong.sharing;

import java.time.Instant;

/**
 * What a clock told: a limit that comes near, or one that was missed. Or that a grant was used for another purpose or scene than agreed. Recorded once.
 *
 * @param clock {@link #PURPOSE} for a drift
 * @param responsible department that it is about
 * @param violation code of the breach, empty for a warning
 * @param due of a drift: the beginning of its day
 */
public record Finding(String application, String clock, int step, Kind kind, String responsible, String violation, Instant due, Instant foundAt) {
    /** Stands in the place of a clock. */
    public static final String PURPOSE = "PURPOSE";

    public enum Kind { WARNING, BREACH, DRIFT }
}
