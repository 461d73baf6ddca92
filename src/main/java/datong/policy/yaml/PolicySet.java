package datong.policy.yaml;

import datong.policy.Organisations.KnownOrganisation;
import datong.policy.PolicyProblem;
import datong.policy.Subject;
import datong.policy.Vocabulary;
import datong.schema.DatasetCode;
import datong.schema.LedgerSchema;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Everything under {@code policies/} as one consistent snapshot.
 *
 * @param version hash of every file's name and bytes
 * @param files what was read, by the path below the folder
 * @param rules of policies and of grants in force
 * @param zoned datasets that only the files of their zone open
 * @param withoutData groups that see nothing, whatever a rule says
 * @param problems what was refused; with any the set must not be used
 */
public record PolicySet(String version, Map<String, String> files, LedgerSchema schema, List<Rule> rules, List<Grant> grants, Vocabulary vocabulary,
        Map<String, Subject> subjects, Map<String, KnownOrganisation> organisations, Set<DatasetCode> zoned, Set<String> withoutData, List<PolicyProblem> problems) {

    /** The same with some of its rules only. */
    public PolicySet with(List<Rule> some) {
        return new PolicySet(version, files, schema, some, grants, vocabulary, subjects, organisations, zoned, withoutData, problems);
    }

    public <T extends Rule> List<T> rules(Class<T> kind) {
        return rules.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    /** Cases that some rule names. */
    public Set<String> namedCases() {
        return rules.stream().flatMap(Rule::namedCases).collect(java.util.stream.Collectors.toUnmodifiableSet());
    }
}
