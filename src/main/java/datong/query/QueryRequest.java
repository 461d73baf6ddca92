package datong.query;

import datong.ledger.Selection;
import datong.policy.Subject;
import datong.schema.DatasetCode;
import datong.schema.ItemName;
import java.util.List;
import java.util.Optional;

/**
 * A department's question, parsed but not yet decided.
 *
 * @param items empty: every item of the dataset that the caller may see
 * @param filters texts as given; typed by the planner
 * @param clientAddress for the audit event
 */
public record QueryRequest(Subject subject, DatasetCode dataset, List<ItemName> items, List<Filter> filters, List<Selection.Order> order,
        Optional<String> cursor, int limit, String purpose, Optional<String> scene, Optional<String> caseNumber, String clientAddress) {

    public record Filter(ItemName item, Selection.Operator operator, List<String> values) {}
}
