package datong.publication;

import java.util.List;
import java.util.Optional;

/** The publications in force: the last good file of each name. */
public interface Publications {
    Optional<Publication> find(String name);

    /** Ordered by name. */
    List<Publication> all();
}
