package datong.query;

import datong.policy.Subject;
import datong.schema.DatasetCode;
import java.util.Optional;

/**
 * "What would X see": somebody looks at the answer that somebody else would get. It takes no filter and no order, which would ask about values.
 *
 * @param viewer who looks, and for which purpose of their own duty they may see records of the dataset themselves
 * @param asWhom a subject that the policies know, or a described one
 * @param known whether the policies know it
 * @param recordId empty: records at random
 */
public record Look(Subject viewer, String ownPurpose, Subject asWhom, boolean known, DatasetCode dataset, String purpose, Optional<String> scene, Optional<String> caseNumber,
        Optional<String> recordId, String clientAddress) {}
