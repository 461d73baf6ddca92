package datong.policy;

import java.util.List;
import java.util.Optional;

/** The people and systems that {@code policies/subjects.yaml} knows; how they prove who they are is not written there. */
public interface Subjects {
    Optional<Subject> find(String id);

    /** Ordered by id. */
    List<Subject> all();
}
