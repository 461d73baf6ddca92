package datong.web.views;

import datong.ledger.Selection;
import datong.query.QueryRequest;
import datong.schema.DatasetCode;
import datong.schema.ItemName;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A question under a name: everything but who asks, and for what.
 *
 * @param organisation whose it is
 * @param items empty: all that the one who asks may see
 * @param savedBy who saved it last
 * @param usedAt when it was asked last, to the minute
 */
public record SavedView(String organisation, String name, DatasetCode dataset, List<ItemName> items, List<QueryRequest.Filter> filters, List<Selection.Order> order, String savedBy, Instant savedAt, Optional<Instant> usedAt) {
    /** As it was asked last then. */
    public SavedView usedAt(Instant at) {
        return new SavedView(organisation, name, dataset, items, filters, order, savedBy, savedAt, Optional.of(at));
    }

    /** The question as somebody asks it now. @param asked says who, for what, and which page */
    public QueryRequest asked(QueryRequest asked) {
        return new QueryRequest(asked.subject(), dataset, items, filters, order, asked.cursor(), asked.limit(), asked.purpose(), asked.scene(), asked.caseNumber(), asked.reason(), asked.clientAddress());
    }
}
