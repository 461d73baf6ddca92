package datong.subscription;

import java.time.Instant;
import java.util.Optional;

/**
 * How far a subscription is.
 *
 * @param cursor behind what was taken; empty before the first round
 * @param delivered changes taken so far
 * @param deliveredAt when the last of them was
 * @param caughtUpAt when there was nothing left to deliver
 * @param failure why nothing is taken at the moment
 * @param paused why it stopped; it goes on when somebody resumes it
 */
public record Standing(Optional<String> cursor, long delivered, Optional<Instant> deliveredAt, Optional<Instant> caughtUpAt, Optional<Failure> failure, Optional<String> paused) {
    public static final Standing FRESH = new Standing(Optional.empty(), 0, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    /** @param attempts in a row */
    public record Failure(String why, Instant since, int attempts) {}

    Standing taken(String next, int changes, boolean more, Instant at) {
        return new Standing(Optional.of(next), delivered + changes, Optional.of(at), more ? caughtUpAt : Optional.of(at), Optional.empty(), Optional.empty());
    }

    Standing quiet(String next, boolean more, Instant at) {
        return new Standing(Optional.of(next), delivered, deliveredAt, more ? caughtUpAt : Optional.of(at), Optional.empty(), Optional.empty());
    }

    Standing failed(String why, Instant at) {
        Failure now = new Failure(why, failure.map(Failure::since).orElse(at), failure.map(Failure::attempts).orElse(0) + 1);
        return new Standing(cursor, delivered, deliveredAt, caughtUpAt, Optional.of(now), Optional.empty());
    }

    Standing paused(String why) {
        return new Standing(cursor, delivered, deliveredAt, caughtUpAt, failure, Optional.of(why));
    }

    /** @param anew as if it had never run */
    Standing resumed(boolean anew) {
        return new Standing(anew ? Optional.empty() : cursor, delivered, deliveredAt, caughtUpAt, Optional.empty(), Optional.empty());
    }
}
