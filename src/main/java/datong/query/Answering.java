package datong.query;

import datong.ledger.Ledger;
import datong.ledger.LedgerRow;
import datong.ledger.Selection;
import datong.policy.Decision;
import datong.protection.ProtectedRow;
import datong.protection.Protector;
import datong.protection.Recipient;
import java.util.List;
import java.util.Optional;

/** The one way from a permission to protected rows, whoever is shown them: the one who asked, or somebody who looks at what they would get. */
record Answering(Question question, QueryPlan plan, Protector.Plan protection) {
    /** @throws RefusedQuestion if a part of the question may not be */
    static Answering of(Question question, Decision.Permitted permitted, Protector protector) {
        QueryPlan plan = QueryPlan.of(question, permitted);
        return new Answering(question, plan, protector.plan(plan.fetched(), plan.treatments(),
                new Recipient(question.request().subject().organisation(), question.request().purpose())));
    }

    /** @param kept as they may be shown; @param last of the page if there is another after it, shown or not */
    record Page(List<LedgerRow> kept, Optional<LedgerRow> last) {}

    /** @throws RefusedQuestion if a look-up finds more than one record */
    Page read(Ledger ledger, Selection selection) {
        List<LedgerRow> read = ledger.read(selection);
        boolean more = read.size() > plan.limit();
        if (more && question.lookup()) {
            throw new RefusedQuestion(Decision.Check.VOLUME, "LOOKUP_NOT_SINGLE", "a look-up is for one record and more than one matches; ask with a higher limit as a query");
        }
        List<LedgerRow> rows = more ? read.subList(0, plan.limit()) : read;
        return new Page(Children.of(plan).kept(question, rows), more ? Optional.of(rows.getLast()) : Optional.empty());
    }

    List<ProtectedRow> protect(List<LedgerRow> rows) {
        return rows.stream().map(protection::protect).toList();
    }
}
