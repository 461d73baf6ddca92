package datong.publication;

import java.nio.file.Path;

/** What became of a wish to publish; its audit event is durable already. */
public sealed interface ReleaseOutcome {
    record Released(Release release, Path folder) implements ReleaseOutcome {}

    /** @param reason for the steward, without any value of the data */
    record Refused(String rule, String reason, long auditIndex) implements ReleaseOutcome {}
}
