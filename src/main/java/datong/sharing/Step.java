package datong.sharing;

import java.time.Instant;
import java.util.Map;

/**
 * Something that was done with an application; never changed, never taken away.
 *
 * @param number 1 for the first
 * @param said what was said with it
 */
public record Step(int number, Move move, State reached, Instant at, String actor, Role role, Map<Move.Field, String> said) {
    public Step {
        said = Map.copyOf(said);
    }
}
