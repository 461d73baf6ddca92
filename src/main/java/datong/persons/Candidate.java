package datong.persons;

import datong.ledger.SubjectId;
import datong.schema.ItemDefinition;
import java.util.List;
import java.util.Set;

/**
 * Somebody who may be the one who is sought; a human says whether they are.
 *
 * @param subjects under which their records are sealed, those that resolution holds to be the same person included
 * @param records how many, and of which datasets
 * @param told what the records that matched say, in clear: masked by whoever shows it
 */
public record Candidate(Set<SubjectId> subjects, int records, Set<String> datasets, List<Told> told) {
    public record Told(ItemDefinition item, Object value) {}
}
