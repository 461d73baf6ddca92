package datong.mapping;

import java.time.Instant;

/**
 * The one form that fills large deliveries, {@code yyyy-MM-dd HH:mm[:ss]} in Asia/Shanghai since 1992, read without
 * allocating anything but the result. Whatever else it meets it leaves to {@link MomentScan}.
 */
final class PlainMoment {
    private static final int SHANGHAI_SECONDS = 8 * 3600;
    private static final int[] BEFORE_MONTH = {0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334};
    private static final int[] DAYS = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

    private PlainMoment() {}

    /** Null if the text is not of that form or no such moment exists. */
    static Instant read(String text) {
        int length = text.length();
        if ((length != 19 && length != 16) || text.charAt(4) != text.charAt(7) || text.charAt(13) != ':') {
            return null;
        }
        boolean marks = (text.charAt(4) == '-' || text.charAt(4) == '/') && (text.charAt(10) == ' ' || text.charAt(10) == 'T')
                && (length == 16 || text.charAt(16) == ':');
        int year = pair(text, 0) * 100 + pair(text, 2);
        int month = pair(text, 5);
        int day = pair(text, 8);
        int hour = pair(text, 11);
        int minute = pair(text, 14);
        int second = length == 19 ? pair(text, 17) : 0;
        boolean fits = marks && year >= 1992 && year < 2900 && month >= 1 && month <= 12 && day >= 1 && day <= days(year, month)
                && hour >= 0 && hour < 24 && minute >= 0 && minute < 60 && second >= 0 && second < 60;
        return fits ? Instant.ofEpochSecond((epochDay(year, month, day) * 24 + hour) * 3600 + minute * 60 + second - SHANGHAI_SECONDS) : null;
    }

    private static int pair(String text, int at) {
        int tens = text.charAt(at) - '0';
        int ones = text.charAt(at + 1) - '0';
        return tens < 0 || tens > 9 || ones < 0 || ones > 9 ? -100_000 : tens * 10 + ones;
    }

    private static boolean leap(int year) {
        return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    }

    private static int days(int year, int month) {
        return month == 2 && leap(year) ? 29 : DAYS[month - 1];
    }

    private static long epochDay(int year, int month, int day) {
        int past = year - 1;
        long days = past * 365L + past / 4 - past / 100 + past / 400 - 719_162L;
        return days + BEFORE_MONTH[month - 1] + (month > 2 && leap(year) ? 1 : 0) + day - 1;
    }
}
