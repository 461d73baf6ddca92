package datong.query;

import datong.ledger.LedgerRow;
import datong.policy.Treatment;
import datong.schema.ItemDefinition;
import datong.schema.ItemName;
import java.util.List;
import java.util.stream.IntStream;

/**
 * All that a record says of a child under fourteen is of level L4 (PIPL 28, DOMAIN §2.7): among other records it shows a pseudonym or nothing, and is
 * not found by what it says. Only a look-up on behalf of a case shows it as the policies treat it.
 *
 * @param mark place of the item that says so among the plan's; -1: no record of the dataset is a child's
 */
record Children(QueryPlan plan, int mark) {
    static final ItemName UNDER_FOURTEEN = new ItemName("is_minor_u14");

    static Children of(QueryPlan plan) {
        return new Children(plan, IntStream.range(0, plan.fetched().size()).filter(at -> plan.fetched().get(at).name().equals(UNDER_FOURTEEN)).findFirst().orElse(-1));
    }

    /** The rows as they may be shown. */
    List<LedgerRow> kept(Question question, List<LedgerRow> rows) {
        if (mark < 0 || question.lookup() && question.request().caseNumber().isPresent()) {
            return rows;
        }
        boolean byPersonalItem = question.compared().stream().anyMatch(part -> part.item().personalData().personal());
        return rows.stream().filter(row -> !byPersonalItem || !child(row)).map(row -> child(row) ? blank(row) : row).toList();
    }

    private boolean child(LedgerRow row) {
        return Boolean.TRUE.equals(row.values()[mark]);
    }

    private LedgerRow blank(LedgerRow row) {
        Object[] values = row.values().clone();
        for (int at = 0; at < values.length; at++) {
            values[at] = withheld(plan.fetched().get(at), plan.treatments().get(at)) ? null : values[at];
        }
        return new LedgerRow(row.id(), row.subject(), row.level(), values);
    }

    private static boolean withheld(ItemDefinition item, Treatment treatment) {
        return item.personalData().personal() && switch (treatment) {
            case Treatment.Pseudonymise pseudonymise -> false;
            case Treatment.EncryptForRecipient encrypt -> false;
            case Treatment.Reveal reveal -> true;
            case Treatment.Mask mask -> true;
            case Treatment.Truncate truncate -> true;
            case Treatment.Generalise generalise -> true;
            case Treatment.PreserveFormat preserve -> true;
            case Treatment.RedactText redact -> true;
            case Treatment.Drop drop -> true;
        };
    }
}
