package datong.mapping;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAccessor;
import java.util.List;
import java.util.Optional;

/**
 * Dates and times as sources write them (DOMAIN §3.11, Q-07, Q-18).
 *
 * @param patterns tried before anything else; with them alone a US or two-digit-year form is no guess
 * @param yearSlot slot whose text holds the year of a date without one, {@link #RECEIVED}, or {@link #NONE}
 * @param relativeSlot slot with the moment that {@code 3小时前} counts from, or {@link #NONE}
 * @param timeSlot slot with the time of day where it has a column of its own, or {@link #NONE}
 */
public record Moments(ZoneId zone, List<DateTimeFormatter> patterns, int yearSlot, int relativeSlot, int timeSlot, Clock clock) {
    public static final int NONE = -1;
    /** The year in which the date is the latest one that is not in the future. */
    public static final int RECEIVED = -2;
    private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");

    public Object instant(String text, Reading reading) {
        if (patterns.isEmpty() && timeSlot == NONE && zone.equals(SHANGHAI)) {
            Instant plain = PlainMoment.read(text);
            if (plain != null) {
                return plain;
            }
        }
        return switch (moment(text, reading, "NOT_A_TIMESTAMP")) {
            case null -> null;
            case Instant instant -> instant;
            case LocalDateTime local -> local.atZone(zone).toInstant();
            default -> throw new IllegalStateException("a moment is an instant or a local date and time");
        };
    }

    public Object date(String text, Reading reading) {
        return switch (moment(text, reading, "NOT_A_DATE")) {
            case null -> null;
            case Instant instant -> instant.atZone(zone).toLocalDate();
            case LocalDateTime local -> local.toLocalDate();
            default -> throw new IllegalStateException("a moment is an instant or a local date and time");
        };
    }

    /** An Instant, a LocalDateTime, or null after telling the reading why. */
    private Object moment(String text, Reading reading, String unreadable) {
        if (!patterns.isEmpty()) {
            Optional<LocalDateTime> matched = match(text);
            return matched.isPresent() ? matched.get() : reading.refuse(unreadable, "the text does not follow the pattern of the mapping");
        }
        MomentScan scan = MomentScan.of(text);
        return switch (scan.kind) {
            case NO_END -> null;
            case UNREADABLE -> reading.refuse(unreadable, "the text has none of the date forms the hub reads; give a 'pattern'");
            case AMBIGUOUS -> reading.refuse("AMBIGUOUS_DATE", "the order of year, month and day is open; give a 'pattern'");
            case EPOCH -> Instant.ofEpochMilli(scan.epochMillis);
            case RELATIVE -> ago(scan, reading);
            case MOMENT -> resolve(scan, reading);
        };
    }

    private Optional<LocalDateTime> match(String text) {
        for (DateTimeFormatter pattern : patterns) {
            try {
                return Optional.of(local(pattern.parseBest(text, ZonedDateTime::from, LocalDateTime::from, LocalDate::from)));
            } catch (DateTimeException next) {
                continue;
            }
        }
        return Optional.empty();
    }

    /** A text that names its own offset means that one, not the source's zone. */
    private LocalDateTime local(TemporalAccessor found) {
        return switch (found) {
            case ZonedDateTime zoned -> zoned.withZoneSameInstant(zone).toLocalDateTime();
            case LocalDate date -> date.atStartOfDay();
            default -> LocalDateTime.from(found);
        };
    }

    private Object resolve(MomentScan scan, Reading reading) {
        if (timeSlot != NONE && !scan.hasTime && !addTime(scan, reading)) {
            return reading.refuse("NOT_A_TIMESTAMP", "the column with the time of day has none of the forms the hub reads");
        }
        if (scan.serial > 0) {
            return fromSerial(scan);
        }
        if (scan.year == 0 && !findYear(scan, reading)) {
            return reading.refuse("AMBIGUOUS_DATE", "the date has no year; say where it comes from with 'year_from'");
        }
        LocalDateTime local = local(scan);
        if (local == null) {
            return reading.refuse("IMPOSSIBLE_DATE", "there is no such date or time in the calendar");
        }
        if (scan.approximate) {
            reading.doubt("APPROX");
        }
        return scan.offset == null ? local : local.toInstant(ZoneOffset.ofTotalSeconds(scan.offset));
    }

    private boolean addTime(MomentScan scan, Reading reading) {
        String text = reading.cell(timeSlot);
        if (text == null) {
            return true;
        }
        MomentScan time = MomentScan.timeOf(text);
        scan.hour = time.hour;
        scan.minute = time.minute;
        scan.second = time.second;
        scan.approximate |= time.approximate;
        return time.kind == MomentScan.Kind.MOMENT;
    }

    private static LocalDateTime fromSerial(MomentScan scan) {
        long seconds = Math.round(scan.serial * 86_400);
        LocalDateTime moment = LocalDateTime.of(1899, 12, 30, 0, 0).plusSeconds(seconds);
        return scan.hour + scan.minute + scan.second == 0 ? moment : moment.toLocalDate().atTime(scan.hour % 24, scan.minute, scan.second);
    }

    private boolean findYear(MomentScan scan, Reading reading) {
        if (yearSlot == NONE) {
            return false;
        }
        LocalDate today = LocalDate.now(clock.withZone(zone));
        if (yearSlot == RECEIVED) {
            scan.year = scan.month * 100 + scan.day > today.plusDays(1).getMonthValue() * 100 + today.plusDays(1).getDayOfMonth()
                    ? today.getYear() - 1 : today.getYear();
            return true;
        }
        scan.year = yearIn(reading.cell(yearSlot));
        return scan.year != 0;
    }

    /** The first four digits in a row that are a year of our time, 0 for none. */
    private static int yearIn(String text) {
        for (int i = 0; text != null && i + 4 <= text.length(); i++) {
            if (Texts.digits(text, i, i + 4) && (text.startsWith("19", i) || text.startsWith("20", i))) {
                return Integer.parseInt(text, i, i + 4, 10);
            }
        }
        return 0;
    }

    /** Null where there is no such moment; 24:00 is the next day's midnight. */
    private static LocalDateTime local(MomentScan scan) {
        boolean midnight = scan.hour == 24 && scan.minute == 0 && scan.second == 0;
        try {
            LocalDateTime local = LocalDateTime.of(scan.year, scan.month, scan.day, midnight ? 0 : scan.hour, scan.minute, scan.second, scan.nano);
            return midnight ? local.plusDays(1) : local;
        } catch (DateTimeException impossible) {
            return null;
        }
    }

    private Object ago(MomentScan scan, Reading reading) {
        String base = relativeSlot == NONE ? null : reading.cell(relativeSlot);
        MomentScan from = base == null ? null : MomentScan.of(base);
        boolean usable = from != null && from.kind == MomentScan.Kind.MOMENT && from.year != 0 && local(from) != null;
        if (!usable) {
            return reading.refuse("AMBIGUOUS_DATE", "the time counts back from a moment; name its column with 'relative_to'");
        }
        reading.doubt("APPROX");
        LocalDateTime moment = local(from);
        return switch (scan.agoUnit) {
            case 's' -> moment.minusSeconds(scan.ago);
            case 'm' -> moment.minusMinutes(scan.ago);
            case 'h' -> moment.minusHours(scan.ago);
            case 'd' -> moment.minusDays(scan.ago);
            case 'w' -> moment.minusWeeks(scan.ago);
            case 'M' -> moment.minusMonths(scan.ago);
            default -> moment.minusYears(scan.ago);
        };
    }
}
