package datong.calendar;

import java.time.LocalDate;
import java.util.Map;
import java.util.Set;

/**
 * The announced exceptions of each year: days off on weekdays, and weekends worked to make up for them. A year that no file tells of
 * is refused, never taken for one without holidays.
 *
 * @param years years that a file tells of; @param exceptions day → whether it is off
 */
public record WorkingDays(Set<Integer> years, Map<LocalDate, Boolean> exceptions) {
    public static final WorkingDays NONE = new WorkingDays(Set.of(), Map.of());

    public WorkingDays {
        years = Set.copyOf(years);
        exceptions = Map.copyOf(exceptions);
    }

    /** The year's file is missing. */
    public static final class YearUnknown extends RuntimeException {
        public YearUnknown(int year) {
            super("no calendar tells the working days of " + year + "; put mappings/calendar/" + year + ".yaml there (the State Council announces them in November)");
        }
    }

    /** @throws YearUnknown if no file tells of the day's year */
    public boolean isWorkingDay(LocalDate day) {
        if (!years.contains(day.getYear())) {
            throw new YearUnknown(day.getYear());
        }
        Boolean off = exceptions.get(day);
        return off == null ? day.getDayOfWeek().getValue() <= 5 : !off;
    }

    /** The day that many working days after the given one, which itself does not count; 0 gives the day itself, or the next working day if it is none. */
    public LocalDate plusWorkingDays(LocalDate from, int days) {
        if (days < 0) {
            throw new IllegalArgumentException("working days are counted forwards");
        }
        LocalDate day = from;
        while (days == 0 && !isWorkingDay(day)) {
            day = day.plusDays(1);
        }
        for (int counted = 0; counted < days;) {
            day = day.plusDays(1);
            counted += isWorkingDay(day) ? 1 : 0;
        }
        return day;
    }

    /** Working days after the first up to and with the last. */
    public int between(LocalDate first, LocalDate last) {
        return (int) first.plusDays(1).datesUntil(last.plusDays(1)).filter(this::isWorkingDay).count();
    }
}
