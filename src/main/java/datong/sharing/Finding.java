package datong.sharing;

import java.time.Instant;

/**
 * What a clock told: a limit that comes near, or one that was missed. Recorded once.
 *
 * @param responsible department that it is about
 * @param violation code of the breach, empty for a warning
 */
public record Finding(String application, String clock, int step, Kind kind, String responsible, String violation, Instant due, Instant foundAt) {
    public enum Kind { WARNING, BREACH }
}
