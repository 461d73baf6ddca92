package datong.validation;

import datong.mapping.MappedRecord;
import datong.mapping.Problem;
import java.util.List;

/** What became of a mapped record. */
public sealed interface Validation {
    record Valid(ValidatedRecord record) implements Validation {}

    /** @param problems at least one: the mapping's and the violated constraints */
    record Rejected(MappedRecord mapped, List<Problem> problems) implements Validation {}
}
