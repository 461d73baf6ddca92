package datong.schema;

import java.util.List;
import java.util.Optional;

/** The datasets in force, derived from the mappings in force. */
public interface Datasets {
    Optional<Dataset> find(DatasetCode code);

    /** Ordered by code. */
    List<Dataset> all();
}
