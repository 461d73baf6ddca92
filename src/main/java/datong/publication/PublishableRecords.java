package datong.publication;

import datong.ledger.ChildRows;
import datong.ledger.Confided;
import datong.ledger.EntryId;
import datong.ledger.Ledger;
import datong.ledger.LedgerRow;
import datong.ledger.Selection;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Records that name a child under fourteen stay out of releases (PIPL 28), and where a release says something of reporters in clear or in part, those that keep to themselves who brought them.
 */
final class PublishableRecords {
    private static final int PORTION = 1_000;
    private final Ledger ledger;
    private final Selection selection;
    private final ChildRows children;
    private final Optional<Confided> confided;
    private final List<LedgerRow> waiting = new ArrayList<>();
    private long withheld;

    /** @param selection of the plan's items */
    PublishableRecords(Ledger ledger, ReleasePlan plan, Selection selection, LocalDate today) {
        this.ledger = ledger;
        this.selection = selection;
        this.children = new ChildRows(ledger, plan.fetched(), today);
        this.confided = plan.tellsReporters() ? Optional.of(new Confided(plan.fetched())) : Optional.empty();
    }

    /** @return how many were left out */
    long stream(Consumer<LedgerRow> rows) {
        ledger.stream(selection, row -> {
            waiting.add(row);
            if (waiting.size() == PORTION) {
                pass(rows);
            }
        });
        pass(rows);
        return withheld;
    }

    private void pass(Consumer<LedgerRow> rows) {
        Set<EntryId> named = children.among(waiting);
        for (LedgerRow row : waiting) {
            if (named.contains(row.id()) || confided.filter(reports -> reports.is(row)).isPresent()) {
                withheld++;
            } else {
                rows.accept(row);
            }
        }
        waiting.clear();
    }
}
