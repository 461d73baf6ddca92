package datong.disposal;

import java.time.Instant;
import java.util.Optional;

/**
 * Proof that something was destroyed: how much, by which rule, and a hash over what identified each piece. Holds no value.
 *
 * @param scope part of what the rule speaks of, e.g. {@code person household-register}; empty for all of it
 * @param cutoff what was needed last before this moment
 * @param digest SHA-256, hex, over the digest before and the pieces of each portion in order; 64 zeros before the first
 * @param finished empty while it is being done, also over a restart
 */
public record Certificate(String id, Rule.Kind what, String scope, String rule, Instant cutoff, Instant started, Optional<Instant> finished, long pieces, String digest) {
    public static final String NOTHING = "0".repeat(64);
}
