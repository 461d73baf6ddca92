package datong.query;

import datong.policy.Decision;
import datong.protection.ProtectedRow;
import datong.schema.ItemDefinition;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a question came to. Its audit event is durable already. */
public sealed interface QueryAnswer {
    /** @param treatments what was done to each item, by its word, e.g. {@code mask} */
    record Answered(List<ItemDefinition> items, List<ProtectedRow> rows, Optional<String> next, Map<String, String> treatments,
            String rule, String policyVersion, long auditIndex) implements QueryAnswer {}

    record Refused(Decision.Denied denied, long auditIndex) implements QueryAnswer {}

    /** The question itself is wrong: unknown dataset, item, operator or value. */
    record Invalid(String code, String message) implements QueryAnswer {}
}
