package datong.calendar;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.MonthDay;
import java.time.ZoneId;
import java.util.Optional;
import java.util.function.Supplier;

/** The working-day calendar in force, in the district's time zone, and the alarm that next year's is not there yet. */
public final class WorkCalendar {
    private static final ZoneId DISTRICT = ZoneId.of("Asia/Shanghai");
    private final Supplier<WorkingDays> days;
    private final OfficeHours hours;
    private final MonthDay expected;
    private final Clock clock;

    /** @param expected the day of the year by which next year's file should be there */
    public WorkCalendar(Supplier<WorkingDays> days, OfficeHours hours, MonthDay expected, Clock clock) {
        this.days = days;
        this.hours = hours;
        this.expected = expected;
        this.clock = clock;
    }

    public boolean isWorkingDay(LocalDate day) {
        return days.get().isWorkingDay(day);
    }

    public LocalDate plusWorkingDays(LocalDate from, int count) {
        return days.get().plusWorkingDays(from, count);
    }

    public Duration workingHours(Instant from, Instant to) {
        return hours.workingHours(days.get(), from.atZone(DISTRICT).toLocalDateTime(), to.atZone(DISTRICT).toLocalDateTime());
    }

    public OfficeHours hours() {
        return hours;
    }

    /** The year whose file is missing although it should be there by now: this year's always, next year's from the expected day on. */
    public Optional<Integer> missing() {
        LocalDate today = LocalDate.ofInstant(clock.instant(), DISTRICT);
        if (!days.get().years().contains(today.getYear())) {
            return Optional.of(today.getYear());
        }
        boolean late = !MonthDay.from(today).isBefore(expected) && !days.get().years().contains(today.getYear() + 1);
        return late ? Optional.of(today.getYear() + 1) : Optional.empty();
    }

    /** For logs, health and the console; empty while all is there. */
    public Optional<String> alarm() {
        return missing().map(year -> "mappings/calendar/" + year + ".yaml: the working days of " + year
                + " are missing; limits in working days that reach into it cannot be counted. Take them from the State Council's notice");
    }
}
