package datong.sharing;

import java.time.Instant;

/**
 * What a clock told: a limit that comes near, or one that was missed. Or what was done
 * against the decree: a grant used for another purpose or scene than agreed, data passed on, a service stopped alone. Recorded once.
 *
 * @param clock {@link #PURPOSE}, {@link #SERVICE} or {@link #ONWARD} where it is none
 * @param responsible department that it is about
 * @param violation code of the breach, empty for a warning
 * @param due of a drift the beginning of its day, of what else is no clock the moment of its step
 */
public record Finding(String application, String clock, int step, Kind kind, String responsible, String violation, Instant due, Instant foundAt) {
    /** Stands in the place of a clock. */
    public static final String PURPOSE = "PURPOSE";

    /** Instead of a clock: what the grant gives was withheld without consultation and filing. */
    public static final String SERVICE = "SERVICE";
    /** Instead of a clock: data were passed on without the provider's consent. */
    public static final String ONWARD = "ONWARD";

    public enum Kind { WARNING, BREACH, DRIFT }
}
