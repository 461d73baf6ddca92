package datong.policy.yaml;

import datong.schema.ItemDefinition;
import datong.schema.ItemName;
import datong.schema.LedgerSchema;
import datong.schema.Level;
import datong.schema.PersonalData;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What no rule may say, from wherever it comes. */
public final class RuleLint {
    private RuleLint() {}

    /** What is wrong with a rule that is made of known words; empty if nothing is. */
    public static Optional<String> problem(Rule rule, LedgerSchema schema) {
        return switch (rule) {
            case Rule.Allow allow -> allow(allow);
            case Rule.Mask mask -> mask(mask, schema);
            case Rule.Deny deny -> Optional.empty();
            case Rule.Filter filter -> filter(filter);
            case Rule.Limit limit -> Optional.empty();
        };
    }

    private static Optional<String> allow(Rule.Allow allow) {
        Rule.Head head = allow.head();
        if (head.accesses().stream().anyMatch(access -> access != Access.DISCOVER && access != Access.PREVIEW) && head.purposes().isEmpty()) {
            return Optional.of("an allowance to query, look up, match, count or publish names its 'purposes'");
        }
        if (head.accesses().contains(Access.MATCH) && allow.items().isEmpty()) {
            return Optional.of("an allowance to match names its 'items'");
        }
        if (head.accesses().contains(Access.MATCH) && !head.divisions().isEmpty()) {
            return Optional.of("to match is not bound to a division: allow it in a file without 'division'");
        }
        return head.scenes().contains(Words.EMERGENCY)
                ? Optional.of("emergency access is given by a grant file with two approvals, never by a policy") : Optional.empty();
    }

    private static Optional<String> filter(Rule.Filter filter) {
        if (filter.within().isEmpty()) {
            return Optional.of("'within' is missing; say 'everywhere' if every row is meant");
        }
        return filter.within().contains(Within.EVERYWHERE) && filter.within().size() > 1 ? Optional.of("'everywhere' stands alone") : Optional.empty();
    }

    private static Optional<String> mask(Rule.Mask mask, LedgerSchema schema) {
        boolean single = mask.head().accesses().equals(Set.of(Access.LOOKUP)) && mask.head().caseRequired();
        return mask.treatment().equals("reveal") && !single && reachesL4(mask, schema)
                ? Optional.of("L4 is revealed only to a look-up on behalf of a case: add 'accesses: [lookup]' and 'case: required'") : Optional.empty();
    }

    private static boolean reachesL4(Rule.Mask mask, LedgerSchema schema) {
        return switch (mask.target()) {
            case Rule.Target.OfLevel(Set<Level> levels) -> levels.contains(Level.L4);
            case Rule.Target.OfClass(Set<PersonalData> classes) -> !Set.of(PersonalData.NONE, PersonalData.QUASI).containsAll(classes);
            case Rule.Target.OfItems(Set<ItemName> items) -> hasL4(mask.head(), items, schema);
            case Rule.Target.Granted(Set<ItemName> items) -> hasL4(mask.head(), items, schema);
        };
    }

    private static boolean hasL4(Rule.Head head, Set<ItemName> items, LedgerSchema schema) {
        return head.elements().stream().flatMap(element -> Stream.concat(schema.element(element).items().stream(), schema.envelope().stream()))
                .filter(item -> items.contains(item.name())).map(ItemDefinition::level).anyMatch(level -> level == Level.L4);
    }
}
