package datong.web.console;

import datong.policy.Subject;
import java.util.List;
import java.util.Optional;

/** The people and systems that the policies know. */
public interface Viewers {
    Optional<Subject> find(String id);

    /** Ordered by id. */
    List<Subject> all();
}
