package datong.catalogue;

import datong.policy.Decision;
import datong.policy.RowScope;
import datong.policy.Treatment;
import datong.schema.ItemDefinition;
import java.util.List;

/** What a subject would get for a purpose, without asking for it. */
public sealed interface WouldSee {
    record Refused(Decision.Denied denied) implements WouldSee {}

    /** @param items every item of the dataset; {@code lookup}: may be matched by equality though it is not seen in clear */
    record Seen(List<SeenItem> items, RowScope scope, List<String> obligations, String rule, String policyVersion) implements WouldSee {}

    record SeenItem(ItemDefinition item, Treatment treatment, boolean lookup) {}
}
