package datong.query;

import datong.ledger.Confided;
import datong.ledger.LedgerRow;
import datong.schema.ItemDefinition;
import java.util.List;
import java.util.stream.Stream;

/**
 * Who brought a confidential matter or a report of wrongdoing is shown to nobody but the unit that handles it (DOMAIN §3, items 15 and 16 of a matter): all others see a pseudonym or nothing,
 * and do not find such a record by what it says of the reporter.
 *
 * @param shown whether the permission is for cases that its holder handles
 * @param hidden whether the question compares or orders by something that is said of a reporter
 */
record Reporters(QueryPlan plan, Confided confided, boolean shown, boolean hidden) {
    static Reporters of(Question question, QueryPlan plan) {
        Stream<ItemDefinition> named = Stream.concat(question.compared().stream().map(Question.Compared::item), question.sorted().stream().map(Question.Sorted::item));
        return new Reporters(plan, new Confided(plan.fetched()), !plan.permitted().scope().leadOrganisations().isEmpty(), named.anyMatch(Confided::tells));
    }

    /** The rows as they may be shown. */
    List<LedgerRow> kept(List<LedgerRow> read) {
        return shown ? read : read.stream().filter(row -> !hidden || !confided.is(row)).map(row -> confided.is(row) ? plan.blank(row, Confided::tells) : row).toList();
    }
}
