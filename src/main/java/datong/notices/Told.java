package datong.notices;

import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;

/** Which offices were told what; durable when a call returns. */
public interface Told {
    /** Those of the keys that the office was told. */
    Set<String> among(String office, Collection<String> keys);

    void told(String office, Collection<String> keys, Instant at);

    /** When the office was told something at last. */
    Optional<Instant> last(String office);
}
