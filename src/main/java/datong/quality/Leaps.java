package datong.quality;

import datong.mapping.DriftRule;
import datong.quality.Measurement.ItemMeasure;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Compares a delivery with those before it. Small deliveries and sources with little past are left alone. */
public final class Leaps {
    /** Deliveries that make a past. */
    public static final int PAST = 10;
    private static final int ENOUGH = 3;
    private static final int ROWS = 100;

    private Leaps() {}

    /** @param before the source's last deliveries, @param rule what counts as a leap */
    public static List<Leap> of(Measurement now, Collection<Measurement> before, DriftRule rule) {
        List<Measurement> past = before.stream().filter(each -> each.rows() > 0).toList();
        double usual = median(past.stream().mapToDouble(Measurement::rows).toArray());
        if (past.size() < ENOUGH || usual < ROWS) {
            return List.of();
        }
        List<Leap> leaps = new ArrayList<>();
        boolean many = far(now.rows(), usual, rule.rows());
        if (many) {
            leaps.add(new Leap(now.delivery(), now.source(), Leap.Kind.ROWS, Optional.empty(), usual, now.rows()));
        }
        if (now.rows() >= ROWS) {
            now.items().forEach(item -> of(now, item, past, rule, many).ifPresent(leaps::add));
        }
        return leaps;
    }

    private static Optional<Leap> of(Measurement now, ItemMeasure item, List<Measurement> past, DriftRule rule, boolean otherSize) {
        List<ItemMeasure> same = past.stream().flatMap(each -> each.items().stream())
                .filter(each -> each.output().equals(item.output()) && each.item().equals(item.item())).toList();
        if (same.size() < ENOUGH) {
            return Optional.empty();
        }
        Optional<String> name = Optional.of(item.output() + "." + item.item());
        double filled = median(same.stream().mapToDouble(ItemMeasure::share).toArray());
        if (Math.abs(item.share() - filled) > rule.filled()) {
            return Optional.of(new Leap(now.delivery(), now.source(), Leap.Kind.FILLED, name, filled, item.share()));
        }
        double distinct = median(same.stream().mapToDouble(ItemMeasure::distinct).toArray());
        boolean leapt = !otherSize && item.filled() > 0 && Math.max(distinct, item.distinct()) >= 4 && far(item.distinct(), distinct, rule.distinct());
        return leapt ? Optional.of(new Leap(now.delivery(), now.source(), Leap.Kind.DISTINCT, name, distinct, item.distinct())) : Optional.empty();
    }

    private static boolean far(double now, double before, double times) {
        return now * times < before || now > before * times;
    }

    private static double median(double[] values) {
        java.util.Arrays.sort(values);
        int middle = values.length / 2;
        return values.length == 0 ? 0 : values.length % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
    }
}
