package datong.web.views;

import datong.ledger.Selection;
import datong.query.QueryRequest;
import datong.schema.DatasetCode;
import datong.schema.ItemName;
import java.time.Instant;
import java.util.List;

/**
 * A question under a name: everything but who asks, and for what.
 *
 * @param organisation whose it is
 * @param items empty: all that the one who asks may see
 * @param savedBy who saved it last
 */
public record SavedView(String organisation, String name, DatasetCode dataset, List<ItemName> items, List<QueryRequest.Filter> filters, List<Selection.Order> order, String savedBy, Instant savedAt) {
    /** The question as somebody asks it now. @param asked says who, for what, and which page */
    public QueryRequest asked(QueryRequest asked) {
        return new QueryRequest(asked.subject(), dataset, items, filters, order, asked.cursor(), asked.limit(), asked.purpose(), asked.scene(), asked.caseNumber(), asked.reason(), asked.clientAddress());
    }
}
