package datong.approval;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * Something that one person has asked for.
 *
 * @param about what it is about, in words that hold no personal value
 * @param expiresAt until then it may be confirmed, and carried out
 * @param decidedBy who confirmed or refused it
 * @param outcome what was done, in words and counts; empty before
 */
public record Request(String id, Kind kind, Map<String, String> about, String reason, String askedBy, Instant askedAt, Instant expiresAt, State state,
        Optional<String> decidedBy, Optional<Instant> decidedAt, Map<String, String> outcome) {

    public enum State { OPEN, REFUSED, CONFIRMED, DONE }

    /** What takes two persons. */
    public enum Kind {
        /** A person's data leave for good. */
        ERASURE,
        /** Whose pseudonym it is. */
        RELINKING,
        /** A new version of a key of the ring. */
        KEY_ROTATION,
        /** Older versions of a key leave the ring. */
        KEY_RETIREMENT;

        /** Whether the one who asked carries it out and sees the answer; else it is done when it is confirmed. */
        public boolean answers() {
            return this == RELINKING;
        }
    }

    public boolean expired(Instant now) {
        return (state == State.OPEN || state == State.CONFIRMED && kind.answers()) && !now.isBefore(expiresAt);
    }
}
