package datong.oversight;

import java.time.Instant;
import java.util.List;

/** Questions that auditors keep, for themselves or for all of them. */
public interface SavedQuestions {
    /** @param query as {@link Question#query} writes it */
    record Saved(String id, String owner, String name, boolean shared, String query, Instant at) {}

    /** One's own and those that are shared, by name. */
    List<Saved> of(String auditor);

    /** Takes the place of one of the same owner and name. */
    void save(Saved question);

    /** Nothing happens if it is somebody else's. */
    void forget(String id, String owner);
}
