package datong.quality;

import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Scores of a source in a span of time, 0 to 1; a dimension that nothing is known of is missing.
 *
 * <p>Completeness is the mean share of filled values among the items the mapping reads from a column. Normativity, accuracy and consistency are the share of rows without a flag
 * or refusal of that kind (a row with two counts twice, and never below 0). Timeliness is the share of deliveries whose newest record is
 * no older than a day on arrival. Accessibility is the share of deliveries that could be read to their end.
 */
public record Scores(Map<Dimension, Double> of) {
    private static final Duration FRESH = Duration.ofDays(1);

    /**
     * @param mapped tells whether the mapping reads the item from a column
     * @param ended deliveries that ended in that span, @param done those of them that were read to their end
     */
    public static Scores of(List<Measurement> measurements, java.util.function.Predicate<Measurement.ItemMeasure> mapped, long ended, long done) {
        Map<Dimension, Double> scores = new EnumMap<>(Dimension.class);
        long rows = measurements.stream().mapToLong(Measurement::rows).sum();
        if (rows > 0) {
            for (Dimension kind : List.of(Dimension.NORMATIVITY, Dimension.ACCURACY, Dimension.CONSISTENCY)) {
                scores.put(kind, Math.max(0, 1 - (double) faults(measurements, kind) / rows));
            }
        }
        measurements.stream().flatMap(each -> each.items().stream()).filter(mapped).filter(item -> item.records() > 0)
                .mapToDouble(Measurement.ItemMeasure::share).average().ifPresent(share -> scores.put(Dimension.COMPLETENESS, share));
        measurements.stream().filter(each -> each.newest().isPresent()).mapToDouble(each -> fresh(each) ? 1 : 0).average()
                .ifPresent(share -> scores.put(Dimension.TIMELINESS, share));
        if (ended > 0) {
            scores.put(Dimension.ACCESSIBILITY, (double) done / ended);
        }
        return new Scores(Map.copyOf(scores));
    }

    /** With a further share of the same dimension: both must hold, so they are multiplied. */
    public Scores and(Dimension dimension, double share) {
        Map<Dimension, Double> scores = new EnumMap<>(Dimension.class);
        scores.putAll(of);
        scores.merge(dimension, share, (one, other) -> one * other);
        return new Scores(Map.copyOf(scores));
    }

    private static long faults(List<Measurement> measurements, Dimension kind) {
        return measurements.stream().mapToLong(each -> faults(each.flags(), kind) + faults(each.refusals(), kind)).sum();
    }

    private static long faults(Map<String, Long> rules, Dimension kind) {
        return rules.entrySet().stream().filter(rule -> Dimension.of(rule.getKey()) == kind).mapToLong(Map.Entry::getValue).sum();
    }

    private static boolean fresh(Measurement measurement) {
        return Duration.between(measurement.newest().orElseThrow(), measurement.received()).compareTo(FRESH) <= 0;
    }
}
