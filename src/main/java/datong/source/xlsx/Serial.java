package datong.source.xlsx;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/** Excel's numbers as text: dates of the 1900 system as ISO text, other numbers exactly, lost precision kept visible. */
final class Serial {
    private static final DateTimeFormatter SECONDS = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss");
    private static final BigDecimal DAY_MILLIS = BigDecimal.valueOf(86_400_000);
    private static final BigDecimal LAST = BigDecimal.valueOf(2_958_466); // 10000-01-01
    /** Excel believes in a 29 February 1900, serial 60. */
    private static final long PHANTOM = 60;

    private Serial() {}

    /** Empty if the serial is no date of Excel's calendar. */
    static Optional<String> date(BigDecimal serial) {
        if (serial.signum() < 0 || serial.compareTo(LAST) >= 0) {
            return Optional.empty();
        }
        long days = serial.longValue();
        long millis = serial.subtract(BigDecimal.valueOf(days)).multiply(DAY_MILLIS).add(BigDecimal.valueOf(0.5)).longValue();
        long seconds = (millis + 500) / 1000;
        if (days == 0) {
            return Optional.of(LocalTime.ofSecondOfDay(Math.min(seconds, 86_399)).format(DateTimeFormatter.ISO_LOCAL_TIME));
        }
        LocalDate date = LocalDate.of(1899, 12, 31).plusDays(days > PHANTOM ? days - 1 : days);
        LocalDateTime time = date.atStartOfDay().plusSeconds(seconds);
        return Optional.of(seconds == 0 ? date.toString() : time.format(SECONDS));
    }

    /** Integers of more than 15 digits come in scientific notation: Excel has kept only 15, and nobody may take the rest for real. */
    static String number(BigDecimal number) {
        BigDecimal bare = number.signum() == 0 ? BigDecimal.ZERO : number.stripTrailingZeros();
        if (bare.precision() - bare.scale() > 15) {
            String digits = bare.unscaledValue().abs().toString();
            String fraction = digits.length() == 1 ? "0" : digits.substring(1);
            return (bare.signum() < 0 ? "-" : "") + digits.charAt(0) + "." + fraction + "E+" + (bare.precision() - bare.scale() - 1);
        }
        if (bare.precision() > 15) {
            bare = bare.round(new java.math.MathContext(15)).stripTrailingZeros();
        }
        return bare.toPlainString();
    }

    /** Whether a number format shows dates or times. */
    static boolean isDate(int id, String format) {
        if (id >= 14 && id <= 22 || id >= 27 && id <= 36 || id >= 45 && id <= 47 || id >= 50 && id <= 58) {
            return true;
        }
        if (format == null || id > 0 && id < 14 || id == 49 || id == 48) {
            return false;
        }
        String bare = format.replaceAll("\"[^\"]*\"|\\\\.|_.|\\*.|\\[(?![hms]+\\])[^\\]]*\\]", "").toLowerCase(java.util.Locale.ROOT);
        return !bare.contains("general") && bare.matches("(?s).*[ymdhs年月日时分秒].*") && !bare.matches("(?s).*[#?].*");
    }
}
