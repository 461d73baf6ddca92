package datong.query;

import datong.ledger.LedgerRow;
import datong.ledger.Selection;
import datong.ledger.Selection.Operator;
import datong.policy.Decision;
import datong.policy.RowScope;
import datong.policy.Treatment;
import datong.schema.ItemDefinition;
import datong.schema.ItemName;
import datong.schema.Level;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What to read and how to treat it; there is none without a permission.
 *
 * @param fetched items in the order of the rows' values: the shown ones, then those needed only to sort and to know children by
 * @param treatments one for each fetched item
 * @param limit rows to answer at most; one more is read, to know whether there is a next page
 */
record QueryPlan(Selection selection, List<ItemDefinition> fetched, List<Treatment> treatments, Decision.Permitted permitted, int limit) {

    static QueryPlan of(Question question, Decision.Permitted permitted) {
        question.compared().forEach(part -> demandComparable(part, permitted));
        question.sorted().forEach(part -> demandSortable(part, permitted));
        List<ItemDefinition> fetched = new ArrayList<>();
        List<Treatment> treatments = new ArrayList<>();
        for (ItemDefinition item : question.selected()) {
            Treatment treatment = treatment(item.name(), permitted);
            if (treatment instanceof Treatment.Drop && question.named()) {
                throw new RefusedQuestion(Decision.Check.ITEM_LEVEL, permitted.rule(), "item " + item.name()
                        + " is withheld from you for this purpose; leave it out of the selection");
            }
            if (!(treatment instanceof Treatment.Drop)) {
                fetched.add(item);
                treatments.add(treatment);
            }
        }
        if (fetched.isEmpty()) {
            throw new RefusedQuestion(Decision.Check.ITEM_LEVEL, permitted.rule(), "every item of this dataset is withheld from you for this purpose");
        }
        demandReason(question, fetched, treatments);
        for (Question.Sorted part : question.sorted()) {
            if (!fetched.contains(part.item())) {
                fetched.add(part.item());
                treatments.add(new Treatment.Drop());
            }
        }
        for (ItemDefinition mark : question.marks()) {
            if (!fetched.contains(mark)) {
                fetched.add(mark);
                treatments.add(new Treatment.Drop());
            }
        }
        int limit = Math.min(question.request().limit(), Obligations.of(permitted).maxRows());
        return new QueryPlan(selection(question, permitted, fetched, limit), List.copyOf(fetched), List.copyOf(treatments), permitted, limit);
    }

    /** What is most sensitive is shown in clear for a reason said each time (DOMAIN §2.7, level L4). */
    private static void demandReason(Question question, List<ItemDefinition> fetched, List<Treatment> treatments) {
        int length = question.request().reason().map(String::strip).orElse("").length();
        if (length >= QueryRequest.SHORTEST_REASON && length <= QueryRequest.LONGEST_REASON) {
            return;
        }
        IntStream.range(0, fetched.size()).filter(index -> fetched.get(index).level() == Level.L4 && treatments.get(index) instanceof Treatment.Reveal).findFirst().ifPresent(index -> {
            throw new RefusedQuestion(Decision.Check.ITEM_LEVEL, "REASON_MISSING", "item " + fetched.get(index).name() + " is of level L4: say in 'reason', in " + QueryRequest.SHORTEST_REASON + " to "
                    + QueryRequest.LONGEST_REASON + " characters and without anybody's name or number, why you need it now, or leave it out of the selection");
        });
    }

    /** Without what would show some of its items in clear or in part; a pseudonym, and what only its recipient opens, stay. */
    LedgerRow blank(LedgerRow row, Predicate<ItemDefinition> items) {
        Object[] values = row.values().clone();
        for (int at = 0; at < values.length; at++) {
            values[at] = items.test(fetched.get(at)) && shows(treatments.get(at)) ? null : values[at];
        }
        return new LedgerRow(row.id(), row.subject(), row.level(), values);
    }

    private static boolean shows(Treatment treatment) {
        return switch (treatment) {
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

    /** Items that leave. */
    private Stream<ItemDefinition> shown() {
        return IntStream.range(0, fetched.size()).filter(index -> !(treatments.get(index) instanceof Treatment.Drop)).mapToObj(fetched::get);
    }

    /** Highest level among the items that leave. */
    Level level() {
        return shown().map(ItemDefinition::level).reduce(Level.L1, Level::max);
    }

    /** Distinct persons among the rows; none if no item that leaves says anything of a person. */
    long persons(List<LedgerRow> rows) {
        return !showsPersons() ? 0 : rows.stream().map(LedgerRow::subject).distinct().count();
    }

    boolean showsPersons() {
        return shown().anyMatch(item -> item.personalData().personal());
    }

    /** What is done to each item asked for, the withheld ones included, so that the reader knows that they exist. */
    Map<String, String> words(Question question) {
        Map<String, String> words = new LinkedHashMap<>();
        question.selected().forEach(item -> words.put(item.name().value(), permitted.treatments().get(item.name()).word()));
        return words;
    }

    private static Selection selection(Question question, Decision.Permitted permitted, List<ItemDefinition> fetched, int limit) {
        return new Selection(question.dataset().code(), question.dataset().element(), fetched.stream().map(ItemDefinition::name).toList(),
                scope(permitted.scope()), question.compared().stream().map(Question.Compared::condition).toList(),
                question.sorted().stream().map(Question.Sorted::order).toList(), question.after(), limit + 1);
    }

    private static Selection.Scope scope(RowScope scope) {
        return new Selection.Scope(scope.everywhere(), scope.divisions(), scope.grids(), scope.sources(), scope.notAccused(), scope.leadOrganisations(),
                scope.notDivisions());
    }

    private static Treatment treatment(ItemName item, Decision.Permitted permitted) {
        Treatment treatment = permitted.treatments().get(item);
        if (treatment == null) {
            throw new RefusedQuestion(Decision.Check.ITEM_LEVEL, "NO_TREATMENT", "the policies say nothing about item " + item + ", so it stays in");
        }
        return treatment;
    }

    /** A comparison with what the caller may not see in clear would let them guess it. */
    private static void demandComparable(Question.Compared part, Decision.Permitted permitted) {
        ItemDefinition item = part.item();
        if (item.name().equals(Question.RECORD_ID)) {
            return;
        }
        boolean clear = treatment(item.name(), permitted) instanceof Treatment.Reveal;
        boolean equality = part.condition().operator() == Operator.EQ || part.condition().operator() == Operator.IN;
        boolean granted = clear || permitted.lookups().contains(item.name());
        if (clear && !item.encryptedAtRest() || item.lookup() && equality && granted) {
            return;
        }
        throw new RefusedQuestion(Decision.Check.ITEM_LEVEL, "FILTER_NOT_CLEAR", "you may not filter by item " + item.name()
                + (item.lookup() && granted ? " but by equality, as it is kept encrypted" : ", as you do not see it in clear"));
    }

    private static void demandSortable(Question.Sorted part, Decision.Permitted permitted) {
        ItemDefinition item = part.item();
        if (item.name().equals(Question.RECORD_ID)) {
            return;
        }
        if (item.encryptedAtRest() || !(treatment(item.name(), permitted) instanceof Treatment.Reveal)) {
            throw new RefusedQuestion(Decision.Check.ITEM_LEVEL, "SORT_NOT_CLEAR", "you may not sort by item " + item.name()
                    + (item.encryptedAtRest() ? ", as it is kept encrypted" : ", as you do not see it in clear"));
        }
    }
}
