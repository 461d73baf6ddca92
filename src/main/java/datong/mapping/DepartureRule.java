package datong.mapping;

import datong.source.RawRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Tells records that say to exist no more: by the source's own protocol, or by a condition over the row.
 *
 * @param when empty where only the protocol tells
 */
public record DepartureRule(Optional<Expression> when) {
    public static final DepartureRule BY_PROTOCOL = new DepartureRule(Optional.empty());

    /** Of each output the key it may be known by; its condition is not asked, for the row may have changed since. */
    Optional<Departure> of(RawRecord raw, List<OutputRule> rules, Supplier<Reading> readings) {
        if (raw.defect().isPresent()) {
            return Optional.empty();
        }
        try {
            if (!raw.deleted() && (when.isEmpty() || !Boolean.TRUE.equals(when.get().evaluate(raw)))) {
                return Optional.empty();
            }
        } catch (Expression.Failed failed) {
            return Optional.of(new Departure(List.of(), List.of(new Problem("EXPR_FAILED", Optional.empty(), Optional.empty(), failed.getMessage()))));
        }
        List<Departure.Key> keys = new ArrayList<>(rules.size());
        List<Problem> problems = new ArrayList<>(0);
        for (OutputRule rule : rules) {
            Reading reading = readings.get();
            rule.key().read(reading).filter(key -> own(rule, key, keys)).ifPresent(key -> keys.add(new Departure.Key(rule.output(), key)));
            problems.addAll(keys.isEmpty() ? reading.problems() : List.of());
        }
        return Optional.of(new Departure(keys, problems));
    }

    /** The main record; what is related to it; what has its key as the beginning of its own. Any other key may be shared. */
    private static boolean own(OutputRule rule, String key, List<Departure.Key> before) {
        return before.isEmpty() || rule.output().relation().isPresent() || key.startsWith(before.getFirst().sourceKey());
    }
}
