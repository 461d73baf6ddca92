package datong.quality;

import java.util.Optional;

/**
 * A distribution that is far from what the source delivered before.
 *
 * @param item {@code output.item}; empty for the number of rows
 * @param before median of the deliveries before, @param now of this one: rows, a share of 0 to 1, or different values; of what vanished,
 * the records before and those that would be left
 */
public record Leap(String delivery, String source, Kind kind, Optional<String> item, double before, double now) {
    /** What leapt. */
    public enum Kind { ROWS, FILLED, DISTINCT, VANISHED }
}
