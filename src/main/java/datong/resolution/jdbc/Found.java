package datong.resolution.jdbc;

import datong.resolution.Kind;
import datong.resolution.MemberId;
import datong.resolution.Rule;
import java.time.Instant;

/**
 * A pair to ask about. The left side is the stronger: it has an identity, is a record of its own, or is older.
 *
 * @param evidence the clue both share; for mentions it stands for all that share it
 * @param leftAt when the left matter was reported; for others when it was stored
 */
record Found(Kind kind, Rule rule, MemberId left, MemberId right, byte[] evidence, double score, int level, Instant leftAt, Instant rightAt) {}
