package datong.statistics;

import datong.policy.Subject;
import datong.query.QueryRequest.Filter;
import datong.schema.DatasetCode;
import datong.schema.ItemName;
import java.util.List;
import java.util.Optional;

/**
 * A department's question for numbers, parsed but not yet decided.
 *
 * @param groups items to group by, three at most; none: one number
 * @param filters texts as given
 * @param sum item to add up beside the count
 */
public record StatisticsRequest(Subject subject, DatasetCode dataset, List<Group> groups, List<Filter> filters, Optional<ItemName> sum, String purpose,
        Optional<String> scene, Optional<String> caseNumber, String clientAddress) {
    /** @param part digits of a division; empty where there is one length only */
    public record Group(ItemName item, Optional<String> part) {}
}
