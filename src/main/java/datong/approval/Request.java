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
        ERASURE(Charge.PERSONS),
        /** Whose pseudonym it is. */
        RELINKING(Charge.PERSONS),
        /** A new version of a key of the ring. */
        KEY_ROTATION(Charge.KEYS),
        /** Older versions of a key leave the ring. */
        KEY_RETIREMENT(Charge.KEYS),
        /** The oldest events leave the audit log. */
        LOG_DISPOSAL(Charge.LOG);

        private static final String SECURITY = "security-administrator";
        private static final String STEWARD = "data-steward";
        private static final String AUDITOR = "auditor";
        private static final String AUTHORITY = "platform-authority";
        private final Charge charge;

        Kind(Charge charge) {
            this.charge = charge;
        }

        /** What it is about. */
        private enum Charge { PERSONS, KEYS, LOG }

        /** Whether people of these groups ask for it and confirm it (DOMAIN §2.12): keys are the security administrator's, who has no say in persons' data or the log; the log is the auditor's. */
        public boolean openTo(Set<String> groups) {
            return switch (charge) {
                case KEYS -> groups.contains(SECURITY) || groups.contains(AUTHORITY);
                case PERSONS -> !groups.contains(SECURITY) && (groups.contains(STEWARD) || groups.contains(AUTHORITY));
                case LOG -> !groups.contains(SECURITY) && (groups.contains(AUDITOR) || groups.contains(AUTHORITY));
            };
        }

        /** Whether the one who asked carries it out and sees the answer; else it is done when it is confirmed. */
        public boolean answers() {
            return this == RELINKING;
        }

        /** Whether it is done behind all else once it is confirmed, and taken up again at the next start if the hub ends before. */
        public boolean takesLong() {
            return this == ERASURE || this == LOG_DISPOSAL;
        }
    }

    public boolean expired(Instant now) {
        return (state == State.OPEN || state == State.CONFIRMED && kind.answers()) && !now.isBefore(expiresAt);
    }
}
