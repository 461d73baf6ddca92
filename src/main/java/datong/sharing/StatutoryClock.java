package datong.sharing;

import datong.calendar.WorkingDays;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

/**
 * A limit that a law sets, e.g. ten working days to answer an application (DOMAIN §2.11).
 *
 * @param limit how many units; @param extension how many more may be consented to, 0 for none
 * @param warning how many units before the end somebody is warned
 * @param violation code of what a breach is, e.g. {@code V809-39-4}; empty where the law names none
 * @param source law and article
 */
public record StatutoryClock(String id, Unit unit, int limit, int extension, int warning, String violation, String source) {
    private static final ZoneId DISTRICT = ZoneId.of("Asia/Shanghai");

    public enum Unit { WORKING_DAYS, CALENDAR_DAYS, HOURS }

    public StatutoryClock {
        if (limit < 1 || extension < 0 || warning < 0 || warning > limit) {
            throw new IllegalArgumentException(id + ": a limit is at least 1, an extension at least 0, and the warning comes within the limit");
        }
    }

    /**
     * The first moment that is too late. The day of the start does not count; a limit in days ends at 24:00 of its last day.
     *
     * @param extended units consented to on top
     * @throws WorkingDays.YearUnknown if it reaches into a year whose working days are not announced
     */
    public Instant due(Instant started, int extended, WorkingDays days) {
        return end(started, limit + Math.min(extended, extension), days);
    }

    /** From when on somebody is warned. */
    public Instant warn(Instant started, int extended, WorkingDays days) {
        int units = limit + Math.min(extended, extension) - warning;
        return units == 0 ? started : end(started, units, days);
    }

    private Instant end(Instant started, int units, WorkingDays days) {
        LocalDate first = LocalDate.ofInstant(started, DISTRICT);
        return switch (unit) {
            case HOURS -> started.plus(Duration.ofHours(units));
            case CALENDAR_DAYS -> midnight(first.plusDays(units));
            case WORKING_DAYS -> midnight(days.plusWorkingDays(first, units));
        };
    }

    private static Instant midnight(LocalDate last) {
        return last.plusDays(1).atStartOfDay(DISTRICT).toInstant();
    }
}
