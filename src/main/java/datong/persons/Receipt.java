package datong.persons;

import datong.schema.Dataset;
import java.time.Instant;
import java.util.List;

/**
 * What the hub holds of a person, and who looked at it.
 *
 * @param accesses the newest first; answers that showed the person
 * @param uncovered events that showed persons and do not tell whom: from before the log kept it, and releases; @param events how many events were looked through
 */
public record Receipt(Instant madeAt, List<Kept> kept, boolean more, List<Access> accesses, long uncovered, long events) {
    /** @param record id (ULID); @param told in clear: masked by whoever shows it */
    public record Kept(String record, Dataset dataset, List<Candidate.Told> told) {}

    /** @param shown items with what was done to them, {@code reporter_phone=mask}; @param rule with the policies' version: on what basis */
    public record Access(long event, Instant at, String actor, String organisation, String kind, String purpose, String caseNumber, String dataset, List<String> shown,
            String rule, String policyVersion) {}
}
