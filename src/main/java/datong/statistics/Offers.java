package datong.statistics;

import datong.schema.DatasetCode;
import java.util.List;
import java.util.Optional;

/** What may be counted: the last good file of each dataset. */
public interface Offers {
    Optional<Offer> find(DatasetCode dataset);

    /** Ordered by dataset. */
    List<Offer> all();
}
