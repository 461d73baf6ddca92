package datong.calendar;

import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;

/** Hours in which offices work on a working day, e.g. 09:00 to 12:00 and 13:30 to 17:30. */
public record OfficeHours(LocalTime morning, LocalTime noon, LocalTime afternoon, LocalTime evening) {
    public static final OfficeHours USUAL = new OfficeHours(LocalTime.of(9, 0), LocalTime.NOON, LocalTime.of(13, 30), LocalTime.of(17, 30));

    public OfficeHours {
        if (!morning.isBefore(noon) || afternoon.isBefore(noon) || !afternoon.isBefore(evening)) {
            throw new IllegalArgumentException("office hours follow one another: morning, noon, afternoon, evening");
        }
    }

    public Duration aDay() {
        return Duration.between(morning, noon).plus(Duration.between(afternoon, evening));
    }

    /** Working time between two moments of the district's clock; nothing if the second is not later. */
    public Duration workingHours(WorkingDays days, LocalDateTime from, LocalDateTime to) {
        Duration worked = Duration.ZERO;
        for (LocalDate day = from.toLocalDate(); !day.isAfter(to.toLocalDate()); day = day.plusDays(1)) {
            if (days.isWorkingDay(day)) {
                worked = worked.plus(part(day, morning, noon, from, to)).plus(part(day, afternoon, evening, from, to));
            }
        }
        return worked;
    }

    private static Duration part(LocalDate day, LocalTime begin, LocalTime end, LocalDateTime from, LocalDateTime to) {
        LocalDateTime first = day.atTime(begin).isBefore(from) ? from : day.atTime(begin);
        LocalDateTime last = day.atTime(end).isAfter(to) ? to : day.atTime(end);
        return first.isBefore(last) ? Duration.between(first, last) : Duration.ZERO;
    }
}
