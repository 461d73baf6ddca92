package datong.query;

import datong.ledger.Changes;
import datong.ledger.LedgerRow;
import datong.ledger.Selection;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

/** What a test says has changed in its {@link ListLedger}. */
public final class ListChanges implements Changes {
    private final ListLedger ledger;
    private final List<Told> told = new CopyOnWriteArrayList<>();
    /** Another one, as after the ledger was restored elsewhere. */
    public String name = "ledger";
    public int reads;

    private record Told(String id, boolean current) {}

    public ListChanges(ListLedger ledger) {
        this.ledger = ledger;
    }

    public void changed(String... ids) {
        told.addAll(Stream.of(ids).map(id -> new Told(id, true)).toList());
    }

    public void removed(String id) {
        told.add(new Told(id, false));
    }

    @Override
    public Position now() {
        return at(told.size());
    }

    @Override
    public Position start() {
        return at(0);
    }

    private Position at(long place) {
        return new Position(name, place, Position.LOWEST, Position.LOWEST, 0);
    }

    @Override
    public Read read(Selection selection, Position after, int most) {
        if (!after.ledger().equals(name)) {
            throw new PositionOver();
        }
        reads++;
        List<Change> changes = new ArrayList<>();
        int place = (int) after.transaction();
        for (; place < told.size() && changes.size() < most; place++) {
            Told next = told.get(place);
            Position at = at(place + 1L);
            row(selection, next.id()).ifPresent(row -> changes.add(new Change(at, row, next.current())));
        }
        return new Read(changes, at(place), place < told.size());
    }

    private Optional<LedgerRow> row(Selection selection, String id) {
        Selection.Condition one = new Selection.Condition(Question.RECORD_ID, Selection.Operator.EQ, List.of(id));
        return ledger.read(new Selection(selection.dataset(), selection.element(), selection.items(), selection.scope(), Stream.concat(selection.conditions().stream(), Stream.of(one)).toList(),
                List.of(), Optional.empty(), 1)).stream().findFirst();
    }
}
