package datong.quality;

import datong.mapping.Expectations.Freshness;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Whether a source delivers as often as its mapping expects.
 *
 * @param last delivery that was read to its end; empty if there was none
 * @param due by when the next is expected; empty if there was none, or if no calendar tells
 * @param late by how much it is late now; nothing if it is not
 * @param share of deliveries of the span that came in time, the one that is late now included; empty where there was none
 */
public record Punctuality(Optional<Instant> last, Optional<Instant> due, Duration late, Optional<Double> share) {
    private static final ZoneId DISTRICT = ZoneId.of("Asia/Shanghai");
    private static final int MOST_DAYS = 400;

    /**
     * @param deliveries when deliveries came that were read to their end, the oldest first
     * @param since a source that never delivered is late from then on
     * @param workingDay tells working days; fails where no calendar tells, and then all time counts
     */
    public static Punctuality of(Freshness rule, List<Instant> deliveries, Instant since, Instant now, Predicate<LocalDate> workingDay) {
        Instant start = deliveries.isEmpty() ? since : deliveries.getLast();
        Instant due = due(rule, start, workingDay);
        boolean late = now.isAfter(due);
        long gaps = Math.max(0, deliveries.size() - 1) + (late ? 1 : 0);
        long missed = late ? 1 : 0;
        for (int index = 1; index < deliveries.size(); index++) {
            missed += deliveries.get(index).isAfter(due(rule, deliveries.get(index - 1), workingDay)) ? 1 : 0;
        }
        Optional<Double> share = gaps == 0 ? deliveries.isEmpty() ? Optional.empty() : Optional.of(1.0) : Optional.of(1 - (double) missed / gaps);
        return new Punctuality(deliveries.isEmpty() ? Optional.empty() : Optional.of(start), Optional.of(due), late ? Duration.between(due, now) : Duration.ZERO, share);
    }

    public boolean isLate() {
        return late.isPositive();
    }

    /** Walks day by day: the time of a day that counts is used up, the rest is passed over. */
    private static Instant due(Freshness rule, Instant start, Predicate<LocalDate> workingDay) {
        if (!rule.workingDays()) {
            return start.plus(rule.every());
        }
        Duration left = rule.every();
        Instant at = start;
        for (int days = 0; days < MOST_DAYS; days++) {
            LocalDate day = LocalDate.ofInstant(at, DISTRICT);
            Instant midnight = day.plusDays(1).atStartOfDay(DISTRICT).toInstant();
            Duration rest = Duration.between(at, midnight);
            if (workingDay.test(day)) {
                if (left.compareTo(rest) <= 0) {
                    return at.plus(left);
                }
                left = left.minus(rest);
            }
            at = midnight;
        }
        return start.plus(rule.every());
    }
}
