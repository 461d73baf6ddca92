package datong.audit;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * One thing that was done (DOMAIN §2.12). Never holds a queried value or a personal value: a lookup key stands as keyed digest.
 *
 * @param kind e.g. {@code QUERY}, {@code LOOKUP}, {@code REFUSED}, {@code BATCH}, {@code REPLAY}, {@code RELEASE}, {@code SIGN_IN}, {@code POLICY_CHANGED}
 * @param actor id of person or system; {@code hub} for the hub itself
 * @param organisation the actor's organisation (USCC), may be empty
 * @param caseNumber on whose behalf, may be empty
 * @param items items named by the request
 * @param levelMax highest level among what was shown, may be empty
 * @param records records shown or written
 * @param persons distinct persons (subjects) among them
 * @param decision {@code PERMITTED}, {@code DENIED} or {@code DONE}
 * @param rule rule that decided
 * @param obligations applied, item by item: {@code reporter_phone=mask}
 * @param personKeys keyed digests of the persons shown, so that all that was seen of one person can be found and proven complete
 * @param details further names and counts, e.g. batch id and balance; no values of the data
 */
public record AuditEvent(String id, Instant time, String kind, String actor, String organisation, String caseNumber, String scene,
        String purpose, String grant, String dataset, List<String> items, String levelMax, long records, long persons, String decision,
        String rule, List<String> obligations, String policyVersion, String clientAddress, String requestHash, List<String> personKeys, Map<String, String> details) {

    /** An event that shows nobody. */
    public AuditEvent(String id, Instant time, String kind, String actor, String organisation, String caseNumber, String scene, String purpose,
            String grant, String dataset, List<String> items, String levelMax, long records, long persons, String decision, String rule,
            List<String> obligations, String policyVersion, String clientAddress, String requestHash, Map<String, String> details) {
        this(id, time, kind, actor, organisation, caseNumber, scene, purpose, grant, dataset, items, levelMax, records, persons, decision, rule,
                obligations, policyVersion, clientAddress, requestHash, List.of(), details);
    }
}
