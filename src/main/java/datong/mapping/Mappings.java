package datong.mapping;

import java.util.List;
import java.util.Optional;

/** The mappings in force: the last good one of each source. */
public interface Mappings {
    Optional<Mapping> find(String source);

    /** Ordered by source. */
    List<Mapping> all();
}
