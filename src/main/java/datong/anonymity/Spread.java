package datong.anonymity;

import datong.anonymity.Criterion.Distance;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** How the values of one column are spread over the rows of one class; emptied for the next. */
final class Spread {
    private final int[] counts;
    private final int[] met;
    private final int[] ranks;
    private int distinct;
    private int total;

    Spread(Column column) {
        counts = new int[column.values().size()];
        met = new int[counts.length];
        ranks = ranks(column.values());
    }

    /** Values by rank: numbers by size if all are numbers, otherwise by text. */
    private static int[] ranks(List<String> values) {
        boolean numbers = values.stream().allMatch(Spread::number);
        Comparator<Integer> order = numbers ? Comparator.comparing(value -> new BigDecimal(values.get(value).strip())) : Comparator.comparing(values::get);
        return IntStream.range(0, values.size()).boxed().sorted(order).mapToInt(Integer::intValue).toArray();
    }

    private static boolean number(String value) {
        try {
            new BigDecimal(value.strip());
            return true;
        } catch (NumberFormatException other) {
            return false;
        }
    }

    void add(int value) {
        if (counts[value]++ == 0) {
            met[distinct++] = value;
        }
        total++;
    }

    void clear() {
        for (int each = 0; each < distinct; each++) {
            counts[met[each]] = 0;
        }
        distinct = 0;
        total = 0;
    }

    int distinct() {
        return distinct;
    }

    /** Effective number of values: e to the entropy. */
    double entropy() {
        double entropy = 0;
        for (int each = 0; each < distinct; each++) {
            double share = (double) counts[met[each]] / total;
            entropy -= share * Math.log(share);
        }
        return Math.exp(entropy);
    }

    /** What c must exceed for recursive (c,l); infinite where there are fewer than l values. */
    double recursive(int l) {
        int[] falling = IntStream.range(0, distinct).map(each -> -counts[met[each]]).sorted().map(count -> -count).toArray();
        long rest = Arrays.stream(falling).skip(l - 1L).asLongStream().sum();
        return rest == 0 ? Double.POSITIVE_INFINITY : (double) falling[0] / rest;
    }

    /** Distance from a distribution over the same values. */
    double distance(Reference reference, Distance distance) {
        return switch (distance) {
            case EQUAL -> equal(reference);
            case ORDERED -> ordered(reference);
        };
    }

    private double equal(Reference reference) {
        double apart = 1;
        for (int each = 0; each < distinct; each++) {
            double there = (double) reference.counts[met[each]] / reference.total;
            apart += Math.abs((double) counts[met[each]] / total - there) - there;
        }
        return apart / 2;
    }

    private double ordered(Reference reference) {
        double moved = 0;
        double carried = 0;
        for (int value : reference.order) {
            carried += (double) counts[value] / total - (double) reference.counts[value] / reference.total;
            moved += Math.abs(carried);
        }
        return reference.order.length < 2 ? 0 : moved / (reference.order.length - 1);
    }

    boolean keeps(Criterion criterion, Reference reference) {
        return switch (criterion) {
            case Criterion.Distinct(String attribute, int l) -> distinct >= l;
            case Criterion.Entropy(String attribute, double l) -> entropy() >= l - 1e-9;
            case Criterion.Recursive(String attribute, double c, int l) -> recursive(l) < c;
            case Criterion.Close(String attribute, double t, Distance distance) -> distance(reference, distance) <= t + 1e-9;
        };
    }

    /** The spread that was added so far, to compare others with. */
    Reference reference() {
        return new Reference(counts.clone(), total, Arrays.stream(ranks).filter(value -> counts[value] > 0).toArray());
    }

    /** @param order the values that occur, by rank */
    record Reference(int[] counts, long total, int[] order) {}
}
