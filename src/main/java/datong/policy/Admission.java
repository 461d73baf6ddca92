package datong.policy;

import datong.schema.DatasetCode;
import datong.schema.Element;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Asked before a changed set of policies comes into force. */
public interface Admission {
    /** A set of policies to ask questions of. Its limits a day count from nothing and reserve nothing. */
    interface Candidate extends AccessDecisions, Subjects {
        /** Codes that its questions may state. */
        List<String> purposes();

        List<String> scenes();

        /** All that decisions about the subject's questions for a dataset can depend on. Two sets of policies with equal grounds decide the same. */
        Object ground(String subject, Element element, DatasetCode dataset);

        /** The same for questions of one purpose and scene. */
        Object ground(String subject, Element element, DatasetCode dataset, String purpose, Optional<String> scene);

        /**
         * Whether the subject may come to see more of the dataset than before in a way that no question asked now, for any purpose and in any scene, shows:
         * later, in a named case, by matching, in more rows. Surely not, where false.
         */
        boolean mayHideMore(Candidate before, String subject, Element element, DatasetCode dataset, Instant now);
    }

    /**
     * False lets it wait; it is asked again at the next look at the folder.
     *
     * @param inForce empty: nothing is in force, and until this set is everything is refused
     */
    boolean admits(Optional<Candidate> inForce, Candidate changed);

    /** The folder says again what is in force: nothing waits any more. */
    default void settled() {}

    /** For commands and tests, where nobody waits. */
    static Admission ofEverything() {
        return (inForce, changed) -> true;
    }
}
