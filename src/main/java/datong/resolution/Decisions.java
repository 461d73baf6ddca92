package datong.resolution;

import java.util.List;
import java.util.UUID;

/** What a steward decides. Each returns once it is done and its audit event is committed with it; nothing is ever deleted. */
public interface Decisions {
    /** Both sides are the same thing. @return number of the event, by which it is undone */
    long confirm(UUID candidate, Actor actor, String reason);

    /** They are not; the pair is not offered again. */
    long reject(UUID candidate, Actor actor, String reason);

    /** Puts back what an event did. A merge by rule that is undone does not come again by itself. */
    long undo(long event, Actor actor, String reason);

    /** Asks again what was rejected. */
    void reopen(UUID candidate, Actor actor, String reason);

    /** Says which successor of a retired division is meant. */
    void answer(String division, String successor, Actor actor, String reason);

    record Actor(String id, String organisation) {}

    /** Somebody else was faster, or the thing has changed since it was shown. The message says what to do. */
    final class Refused extends RuntimeException {
        private final String code;

        public Refused(String code, String message) {
            super(message);
            this.code = code;
        }

        /** Message key behind {@code resolution.refused.}. */
        public String code() {
            return code;
        }
    }

    /** For callers that decide several at once. */
    default void confirmAll(List<UUID> candidates, Actor actor, String reason) {
        candidates.forEach(candidate -> confirm(candidate, actor, reason));
    }
}
