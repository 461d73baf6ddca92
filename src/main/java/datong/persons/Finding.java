package datong.persons;

import datong.ledger.Concerned;
import java.util.List;

/** Finds a person's records across the ledger. */
public interface Finding {
    /** Nobody is found by a name alone, and nobody is chosen here. At most {@link PersonFinder#MOST}; one more means that there are more. */
    List<Candidate> candidates(Sought sought);

    /** How many records the person has. */
    int records(Concerned person);
}
