package datong.policy.ranger;

import datong.policy.Decision;
import datong.policy.Treatment;
import datong.policy.yaml.Rule;
import datong.policy.yaml.Within;
import datong.schema.ItemName;
import datong.schema.Level;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the engine says about every item of one element to one kind of question. A pure function of the snapshot and of
 * {@link Key}, so it may be kept for as long as the snapshot is.
 *
 * @param refusal a deny that meets whole records; nothing else counts then
 * @param seen items that may be shown in some form
 * @param matched items that may be matched by equality
 * @param limits every one that applies; the narrowest counts
 * @param nothing what to say where nothing is allowed
 * @param kept refusals that keep the rows of divisions away
 * @param filters row filter by the highest level among the items shown; a level without one has no rows
 */
record Profile(Optional<Rule.Deny> refusal, Map<ItemName, Seen> seen, Set<ItemName> matched, EnumMap<Level, Reach> filters,
        List<Rule.Limit> limits, List<Rule.Deny> kept, Optional<Decision.Denied> nothing) {

    Profile explained(Decision.Denied denied) {
        return new Profile(refusal, seen, matched, filters, limits, kept, Optional.of(denied));
    }

    /** @param rule that allowed the item */
    record Seen(Treatment treatment, Level level, Rule.Allow rule) {}

    record Reach(Rule.Filter rule, Set<Within> within) {}

    /**
     * Everything of a question that any rule can look at.
     *
     * @param user the subject's id where a rule names it, else empty
     * @param organisation the subject's organisation where a grant names it, else empty
     * @param caseNumber the case where a rule names it, {@code *} for any other, empty for none
     * @param epoch which of the windows between the moments at which some rule begins or ends
     */
    record Key(datong.schema.Element element, datong.schema.DatasetCode dataset, Set<String> groups, String user, String organisation,
            datong.policy.Action action, String purpose, String scene, String caseNumber, int epoch) {}
}
