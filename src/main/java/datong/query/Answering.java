package datong.query;

import datong.ledger.Ledger;
import datong.ledger.LedgerRow;
import datong.ledger.Selection;
import datong.policy.Decision;
import datong.protection.ProtectedRow;
import datong.protection.Protector;
import datong.protection.Recipient;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The one way from a permission to protected rows, whoever is shown them: the one who asked, or somebody who looks at what they would get. */
record Answering(Question question, QueryPlan plan, Protector.Plan protection) {
    private static final int PORTION = 500;
    private static final int MOST_PASSED = 20_000;

    /** @throws RefusedQuestion if a part of the question may not be */
    static Answering of(Question question, Decision.Permitted permitted, Protector protector) {
        QueryPlan plan = QueryPlan.of(question, permitted);
        return new Answering(question, plan, protector.plan(plan.fetched(), plan.treatments(),
                new Recipient(question.request().subject().organisation(), question.request().purpose())));
    }

    /** @param rows as they may be shown; @param more whether others follow */
    record Page(List<LedgerRow> rows, boolean more) {
        Optional<LedgerRow> last() {
            return more ? Optional.of(rows.getLast()) : Optional.empty();
        }
    }

    /**
     * A page is full unless it is the last one, whatever was passed over: a gap in it would tell where something is withheld.
     *
     * @throws RefusedQuestion if a look-up finds more than one record
     */
    Page read(Ledger ledger, Selection selection, LocalDate today) {
        Withholding withholding = Withholding.of(question, plan, ledger, today);
        List<LedgerRow> kept = new ArrayList<>();
        int passed = 0;
        Selection next = selection;
        while (true) {
            List<LedgerRow> read = ledger.read(next);
            kept.addAll(withholding.kept(read));
            if (read.size() < next.limit() || kept.size() > plan.limit()) {
                return page(kept);
            }
            passed += read.size();
            if (passed - kept.size() > MOST_PASSED) {
                throw new RefusedQuestion(Decision.Check.ITEM_LEVEL, "MOSTLY_CHILDREN", "by this order or filter too many records are withheld; leave it out");
            }
            next = next.after(cursor(read.getLast()), Math.max(PORTION, selection.limit()));
        }
    }

    private Page page(List<LedgerRow> kept) {
        boolean more = kept.size() > plan.limit();
        if (more && question.lookup()) {
            throw new RefusedQuestion(Decision.Check.VOLUME, "LOOKUP_NOT_SINGLE", "a look-up is for one record and more than one matches; ask with a higher limit as a query");
        }
        return new Page(more ? kept.subList(0, plan.limit()) : kept, more);
    }

    Selection.Cursor cursor(LedgerRow last) {
        List<Object> values = new ArrayList<>();
        question.sorted().forEach(part -> values.add(last.values()[plan.fetched().indexOf(part.item())]));
        return new Selection.Cursor(values, last.id());
    }

    List<ProtectedRow> protect(List<LedgerRow> rows) {
        return rows.stream().map(protection::protect).toList();
    }
}
