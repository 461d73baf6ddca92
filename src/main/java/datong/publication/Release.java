package datong.publication;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * A version of a publication that left the hub.
 *
 * @param recipient unified social credit code
 * @param treatments item → word, the dropped ones included
 * @param withheld records left out because they are a child's, or keep to themselves who brought them
 * @param mappings source and mapping version of the records in it
 */
public record Release(String id, String publication, int version, String dataset, String recipient, String recipientClass, String purpose,
        Instant createdAt, String actor, long records, long persons, long withheld, Map<String, String> treatments, List<File> files,
        List<String> mappings, String policyVersion, long auditIndex, Standing standing) {
    public record File(String name, long bytes, String sha256) {}
}
