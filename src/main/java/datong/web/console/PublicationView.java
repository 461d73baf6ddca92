package datong.web.console;

import datong.policy.Subject;
import datong.publication.Standing;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Publications and their releases: what went where. */
public interface PublicationView {
    List<Publication> publications();

    /** The newest first. */
    List<Release> releases(Optional<String> publication, int most);

    /** By its id; empty if there is none that can be seen. */
    Optional<Release> release(String id);

    /** Makes and checks a release; long. */
    Outcome publish(Subject actor, String publication);

    record Publication(String code, String dataset, String recipient, String purpose, List<String> items, List<String> problems) {}

    record Release(String id, String publication, String version, String dataset, String recipient, Instant createdAt, long records,
            List<File> files, String policyVersion, long auditIndex, Standing standing) {}

    record File(String name, long bytes, String sha256) {}

    sealed interface Outcome {
        record Released(String version, long records) implements Outcome {}

        /** @param rule which check or policy refused */
        record Refused(String rule, String reason) implements Outcome {}
    }
}
