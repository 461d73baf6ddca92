package datong.query;

import datong.ledger.Ledger;
import datong.ledger.LedgerRow;
import java.time.LocalDate;
import java.util.List;

/** What is kept back by what a record itself says, beside what the policies say of its dataset: whose it is, and who brought it. */
record Withholding(Children children, Reporters reporters) {
    static Withholding of(Question question, QueryPlan plan, Ledger ledger, LocalDate today) {
        return new Withholding(Children.of(question, plan, ledger, today), Reporters.of(question, plan));
    }

    /** The rows as they may be shown; whether somebody is a child is told by numbers that are withheld only then. */
    List<LedgerRow> kept(List<LedgerRow> read) {
        return reporters.kept(children.kept(read));
    }
}
