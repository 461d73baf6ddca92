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
 * @param reason why, in words, for items of level L4 in clear
 * @param clientAddress for the audit event
 * @param readsOn whether the limit is a page's of an answer that goes on: it gives way to what a call may read, where a question of one page would be refused
 */
public record QueryRequest(Subject subject, DatasetCode dataset, List<ItemName> items, List<Filter> filters, List<Selection.Order> order,
        Optional<String> cursor, int limit, String purpose, Optional<String> scene, Optional<String> caseNumber, Optional<String> reason,
        String clientAddress, boolean readsOn) {
    /** Characters of a reason. */
    public static final int SHORTEST_REASON = 5;
    public static final int LONGEST_REASON = 200;

    /** One page, of as many rows as were asked for or none. */
    public QueryRequest(Subject subject, DatasetCode dataset, List<ItemName> items, List<Filter> filters, List<Selection.Order> order, Optional<String> cursor, int limit, String purpose,
            Optional<String> scene, Optional<String> caseNumber, Optional<String> reason, String clientAddress) {
        this(subject, dataset, items, filters, order, cursor, limit, purpose, scene, caseNumber, reason, clientAddress, false);
    }

    public record Filter(ItemName item, Selection.Operator operator, List<String> values) {}

    /** The page behind a cursor. */
    public QueryRequest after(String cursor) {
        return new QueryRequest(subject, dataset, items, filters, order, Optional.of(cursor), limit, purpose, scene, caseNumber, reason, clientAddress, readsOn);
    }

    /** The same of somebody whose groups or division may be others by now. */
    public QueryRequest by(Subject now) {
        return new QueryRequest(now, dataset, items, filters, order, cursor, limit, purpose, scene, caseNumber, reason, clientAddress, readsOn);
    }

    /** The first page of an answer that goes on. @param page rows of a page at most */
    public QueryRequest readingOn(int page) {
        return new QueryRequest(subject, dataset, items, filters, order, cursor, page, purpose, scene, caseNumber, reason, clientAddress, true);
    }
}
