package datong.statistics;

import datong.schema.DatasetCode;
import datong.schema.ItemName;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What may be counted of a dataset, and what keeps the numbers from telling of single persons.
 *
 * @param file where it stands, for messages
 * @param state how long questions are answered from the same state of the records
 * @param exact for recipients that are given exact counts; empty: nobody is
 * @param noise for all others; empty: they are given nothing
 */
public record Offer(String file, DatasetCode dataset, Period state, List<Grouping> groupings, List<Summed> sums, Optional<Exact> exact, Optional<Noise> noise) {

    /** The values of an item that answers speak of. They come from no record, so that a cell says nothing by being there. */
    public sealed interface Grouping {
        ItemName item();

        /** @param values empty: those of the item's code table */
        record Values(ItemName item, List<String> values) implements Grouping {}

        /** @param codes leading digits of division or grid codes, of several lengths perhaps */
        record Divisions(ItemName item, List<String> codes) implements Grouping {}

        /** The last so many calendar months, that of the state included. */
        record Months(ItemName item, int count) implements Grouping {}
    }

    /** A number that may be added up: what lies outside of its range counts as the range's end. @param step of which values are multiples */
    public record Summed(ItemName item, BigDecimal from, BigDecimal to, BigDecimal step) {}

    /** @param organisations that are given exact counts. @param minimum fewest persons that a number may be about */
    public record Exact(Set<String> organisations, int minimum) {}

    /**
     * @param epsilon of one answer; @param budget of one organisation and period, both in millionths
     * @param records of one person that count in an answer at most
     */
    public record Noise(long epsilon, long budget, Period period, int records) {
        public static final long ONE = 1_000_000;
    }

    Optional<Grouping> grouping(ItemName item) {
        return groupings.stream().filter(grouping -> grouping.item().equals(item)).findFirst();
    }

    Optional<Summed> sum(ItemName item) {
        return sums.stream().filter(sum -> sum.item().equals(item)).findFirst();
    }
}
