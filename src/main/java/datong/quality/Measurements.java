package datong.quality;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What was measured, and the leaps found in it. */
public interface Measurements {
    /** Kept with the leaps it shows, both or neither. */
    void keep(Measurement measurement, List<Leap> leaps);

    /** The newest first, none younger than {@code before}. */
    List<Measurement> past(String source, Instant before, int most);

    List<Measurement> since(String source, Instant from);

    /** Deliveries that ended since then, and how many of them were read to their end. */
    Ended ended(String source, Instant from);

    record Ended(long all, long done) {}

    /** Leaps that nobody has looked at yet, the newest first. */
    List<Noted> open(Optional<String> source, int most);

    /** A steward has looked at it; empty if there is no open one of that id. */
    Optional<Noted> accept(long id, String actor, Instant at);

    /** Noted unless one of its kind waits for the source already. */
    void note(Leap leap, Instant at);

    /** Uses a steward's word on records that vanish, if it covers so many: it holds once. */
    boolean use(String source, long vanishing, Instant at);

    /** @param name of the delivery */
    record Noted(long id, Leap leap, String name, Instant at) {}
}
