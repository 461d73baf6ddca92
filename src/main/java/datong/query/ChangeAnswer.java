package datong.query;

import datong.ledger.EntryId;
import datong.policy.Decision;
import datong.protection.ProtectedRow;
import datong.schema.ItemDefinition;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** What a question for changes came to. If anything is told, its audit event is durable already. */
public sealed interface ChangeAnswer {
    /**
     * @param next the cursor to go on with, even if nothing changed
     * @param more whether something follows already
     * @param permission the same text as long as reach and treatments are: whoever holds a copy takes a new one when it changes
     * @param auditIndex none if nothing was told
     */
    record Page(List<ItemDefinition> items, List<Change> changes, String next, boolean more, Map<String, String> treatments, String rule, String policyVersion, String permission,
            OptionalLong auditIndex) implements ChangeAnswer {
        public long removed() {
            return changes.stream().filter(change -> change.row().isEmpty()).count();
        }
    }

    record Refused(Decision.Denied denied, long auditIndex) implements ChangeAnswer {}

    record Invalid(QueryAnswer.Invalid why) implements ChangeAnswer {}

    /**
     * @param cursor goes on behind this very change
     * @param row the record as it is now; empty: it is not among the caller's records any more
     */
    record Change(String cursor, EntryId id, Optional<ProtectedRow> row) {}
}
