package datong.catalogue;

import java.time.Instant;
import java.util.Optional;

/** How an entry is used and how fresh its data are: counts and times, nothing of any record. */
public record Standing(Usage usage, Freshness freshness) {
    public static final Standing UNKNOWN = new Standing(new Usage(0, 0), new Freshness(Freshness.State.UNPROMISED, Optional.empty(), Optional.empty()));

    /** @param answers that other departments were given; @param organisations how many they are */
    public record Usage(long answers, int organisations) {}

    /**
     * Against the update frequency that the entry promises.
     *
     * @param last delivery of any of its sources; @param due by when the next one is promised
     */
    public record Freshness(State state, Optional<Instant> last, Optional<Instant> due) {
        public enum State {
            FRESH, LATE,
            /** Nothing was delivered yet. */
            NEVER,
            /** It promises nothing. */
            UNPROMISED
        }
    }
}
