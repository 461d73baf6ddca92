package datong.policy.yaml;

import datong.schema.DatasetCode;
import java.time.Instant;
import java.util.Optional;

/**
 * Leave given to an organisation for one dataset (Decree 809, Art. 20 to 22).
 *
 * @param name the file's name without its ending
 * @param rules what it means for decisions; none while it is suspended
 */
public record Grant(String name, String file, String organisation, DatasetCode dataset, String legalBasis, boolean suspended,
        Optional<Instant> from, Optional<Instant> to, java.util.List<Rule> rules) {
    private static final String GROUP = "org:";

    /** The group that stands for an organisation in grants. No policy file or subject can name it: group names hold no colon. */
    public static String group(String organisation) {
        return GROUP + organisation;
    }

    /** Whether a rule comes from a grant. */
    public static boolean gives(Rule.Head head) {
        return head.groups().stream().anyMatch(group -> group.startsWith(GROUP));
    }
}
