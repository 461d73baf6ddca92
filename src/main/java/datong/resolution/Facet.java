package datong.resolution;

import datong.schema.Element;
import datong.schema.Level;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What one record tells of one thing, as keyed digests: nothing here can be read without the key ring.
 *
 * @param identity decides: equal identities are the same thing
 * @param identityRule the rule by which equal identities are
 * @param clues offer: equal clues may be the same thing; at most {@link #CLUES}, absent ones are empty arrays
 * @param at when a matter was reported or an opinion published; for repeats and windows
 */
public record Facet(Kind kind, MemberId member, Element element, int origin, Level level, Optional<byte[]> identity, Optional<Rule> identityRule,
        List<byte[]> clues, Instant at) {
    public static final int CLUES = 4;
    public static final byte[] NONE = {};

    public Facet {
        if (clues.size() != CLUES || identity.isPresent() != identityRule.isPresent()) {
            throw new IllegalArgumentException("a facet has " + CLUES + " clues, and a rule with its identity");
        }
    }
}
