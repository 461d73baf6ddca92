package datong.retrieval;

import java.util.List;
import java.util.Optional;

/** The register; nothing in it is ever changed or deleted. */
public interface Retrievals {
    /** Durable when it returns. */
    void enter(Retrieval retrieval);

    /** The newest first. @param unit empty: of everybody */
    List<Retrieval> newest(Optional<String> unit, int most);
}
