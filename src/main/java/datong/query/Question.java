package datong.query;

import datong.ledger.Selection;
import datong.policy.AccessRequest;
import datong.policy.Action;
import datong.schema.Dataset;
import datong.schema.ItemDefinition;
import datong.schema.ItemName;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A request whose words are all known and whose values are all typed; not yet decided.
 *
 * @param selected what is asked for, by name or, where nothing was named, everything the dataset has
 * @param named whether the caller named the items: then none may silently be missing
 * @param marks items by which it is told what of a record is kept back
 * @param fingerprint keyed digest of everything but the cursor and the limit; binds cursors to the question and the caller
 */
record Question(QueryRequest request, Dataset dataset, List<ItemDefinition> selected, boolean named, List<Compared> compared,
        List<Sorted> sorted, List<ItemDefinition> marks, Optional<Selection.Cursor> after, Action action, byte[] fingerprint) {

    /** Every record leaves with its id, so the id needs no treatment of its own to be named in a condition or an order. */
    static final ItemName RECORD_ID = new ItemName("record_id");

    record Compared(ItemDefinition item, Selection.Condition condition) {}

    record Sorted(ItemDefinition item, Selection.Order order) {}

    /** Every item the policies must speak of, selected ones first. */
    Set<ItemName> items() {
        Stream<ItemName> named = Stream.concat(compared.stream().map(Compared::item), sorted.stream().map(Sorted::item))
                .map(ItemDefinition::name)
                .filter(name -> !name.equals(RECORD_ID));
        return Stream.concat(selected.stream().map(ItemDefinition::name), named)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    AccessRequest access(Instant now) {
        return new AccessRequest(request.subject(), request.dataset(), dataset.element(), items(), action, request.purpose(), request.scene(), request.caseNumber(),
                request.readsOn() ? 1 : request.limit(), now);
    }

    /** The same, but decided as something else. */
    Question as(Action other) {
        return new Question(request, dataset, selected, named, compared, sorted, marks, after, other, fingerprint);
    }

    boolean lookup() {
        return action == Action.LOOKUP;
    }
}
