package datong.approval;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Something that one person has asked for.
 *
 * @param about what it is about, in words that hold no personal value
 * @param expiresAt until then it may be confirmed, and carried out
 * @param decidedBy who confirmed or refused it
 * @param outcome what was done so far, in words and counts; empty before
 */
public record Request(String id, Kind kind, Map<String, String> about, String reason, String askedBy, Instant askedAt, Instant expiresAt, State state,
        Optional<String> decidedBy, Optional<Instant> decidedAt, Map<String, String> outcome) {

    public enum State { OPEN, REFUSED, CONFIRMED, DONE }

    /** What takes two persons. */
    public enum Kind {
        /** A person's data leave for good. */
        ERASURE(false),
        /** Whose pseudonym it is. */
        RELINKING(false),
        /** A new version of a key of the ring. */
        KEY_ROTATION(true),
        /** Older versions of a key leave the ring. */
        KEY_RETIREMENT(true);

        private static final String SECURITY = "security-administrator";
        private static final String STEWARD = "data-steward";
        private static final String AUTHORITY = "platform-authority";
        private final boolean keys;

        Kind(boolean keys) {
            this.keys = keys;
        }

        /** Whether people of these groups ask for it and confirm it (DOMAIN §2.12): keys are the security administrator's, who has no say in persons' data. */
        public boolean openTo(Set<String> groups) {
            if (keys) {
                return groups.contains(SECURITY) || groups.contains(AUTHORITY);
            }
            return !groups.contains(SECURITY) && (groups.contains(STEWARD) || groups.contains(AUTHORITY));
        }

        /** Whether the one who asked carries it out and sees the answer; else it is done when it is confirmed. */
        public boolean answers() {
            return this == RELINKING;
        }

        /** Whether it is done behind all else once it is confirmed, and taken up again at the next start if the hub ends before. */
        public boolean takesLong() {
            return this == ERASURE;
        }
    }

    public boolean expired(Instant now) {
        return (state == State.OPEN || state == State.CONFIRMED && kind.answers()) && !now.isBefore(expiresAt);
    }
}
