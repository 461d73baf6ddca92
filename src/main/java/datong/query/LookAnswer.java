package datong.query;

import datong.ledger.EntryId;
import datong.policy.Decision;
import datong.policy.Reasons;
import datong.schema.ItemDefinition;
import java.util.List;
import java.util.Map;

/** What somebody may see of an answer that somebody else would get. Its audit event is durable already. */
public sealed interface LookAnswer {
    /**
     * @param items every item asked for, withheld ones included
     * @param treatments what would be done to each of them, by its word
     * @param scope which records would be reached, in words
     * @param records that both reach; none while the viewer has no sight of their own
     */
    record Shown(List<ItemDefinition> items, Map<String, String> treatments, String scope, Decision.Permitted permitted, Reasons.Said reasons, Sight sight,
            List<Seen> records, long auditIndex) implements LookAnswer {}

    record Refused(Decision.Denied denied, Reasons.Said reasons, List<ItemDefinition> items, long auditIndex) implements LookAnswer {}

    record Invalid(String code, String message) implements LookAnswer {}

    /** Whether the viewer's own right shows records of the dataset. */
    enum Sight {
        OWN,
        /** The viewer's own question is refused, for the purpose stated. */
        NONE,
        /** The viewer does not see in clear by which items the other's reach is drawn, so which records are in it stays hidden. */
        REACH_HIDDEN
    }

    /** @param results one for each item that would not be withheld, in their order */
    record Seen(EntryId id, List<Result> results) {}

    /** Of an item that would leave. */
    sealed interface Result {
        /** Just as the other gets it. */
        record Value(String text) implements Result {}

        record Absent() implements Result {}

        /** There or not, the viewer may not see as much; what is known is the treatment. */
        record FormOnly() implements Result {}
    }
}
