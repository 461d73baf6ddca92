package datong.query;

import datong.ledger.ChildRows;
import datong.ledger.EntryId;
import datong.ledger.Ledger;
import datong.ledger.LedgerRow;
import datong.schema.ItemDefinition;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * All that a record says of a child under fourteen is of level L4 (PIPL 28, DOMAIN §2.7): among other records it shows a pseudonym or nothing, and is
 * neither found nor ordered by what it says. Only a look-up on behalf of a case shows it as the policies treat it.
 *
 * @param hidden whether the question compares or orders by something that is said of persons
 */
record Children(QueryPlan plan, ChildRows rows, boolean shown, boolean hidden) {
    static Children of(Question question, QueryPlan plan, Ledger ledger, LocalDate today) {
        Stream<ItemDefinition> named = Stream.concat(question.compared().stream().map(Question.Compared::item), question.sorted().stream().map(Question.Sorted::item));
        return new Children(plan, new ChildRows(ledger, plan.fetched(), today), question.lookup() && question.request().caseNumber().isPresent(), named.anyMatch(ChildRows::speaks));
    }

    /** The rows as they may be shown. */
    List<LedgerRow> kept(List<LedgerRow> read) {
        if (shown || read.isEmpty()) {
            return read;
        }
        Set<EntryId> children = rows.among(read);
        if (children.isEmpty()) {
            return read;
        }
        return read.stream().filter(row -> !hidden || !children.contains(row.id())).map(row -> children.contains(row.id()) ? plan.blank(row, ChildRows::speaks) : row).toList();
    }
}
