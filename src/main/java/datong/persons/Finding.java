package datong.persons;

import datong.ledger.Concerned;
import datong.ledger.SubjectId;
import java.util.List;
import java.util.Set;

/** Finds a person's records across the ledger. */
public interface Finding {
    /** Nobody is found by a name alone, and nobody is chosen here. At most {@link PersonFinder#MOST}; one more means that there are more. */
    List<Candidate> candidates(Sought sought);

    /** What the ledger holds of the person now, {@link PersonFinder#MOST_KEPT} records at most. */
    List<Receipt.Kept> kept(Concerned person);

    /** Under which the person's records are sealed. */
    Set<SubjectId> subjects(Concerned person);

    /** How many records the person has. */
    int records(Concerned person);
}
