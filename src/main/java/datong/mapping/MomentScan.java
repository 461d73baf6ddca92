package datong.mapping;

/**
 * Reads a date, a time or both off a text, in the forms of DOMAIN §3.11, and says what kind of thing it found. It knows
 * nothing of zones and calendars.
 */
final class MomentScan {
    enum Kind { MOMENT, NO_END, AMBIGUOUS, RELATIVE, EPOCH, UNREADABLE }

    private static final String[] PARTS = {"凌晨", "早上", "早晨", "清晨", "上午", "中午", "下午", "傍晚", "晚上", "夜里", "夜间", "早", "晚"};
    private static final int[] PART_HOURS = {2, 8, 8, 7, 9, 12, 15, 18, 20, 22, 22, 8, 20};
    private static final int[] PART_SHIFT = {0, 0, 0, 0, 0, 12, 12, 12, 12, 12, 12, 0, 12};

    private final String text;
    private int at;
    private int length;
    Kind kind = Kind.MOMENT;
    /** 0 where the text names no year. */
    int year;
    int month;
    int day;
    int hour;
    int minute;
    int second;
    int nano;
    boolean hasTime;
    boolean approximate;
    /** Seconds east of UTC, or null. */
    Integer offset;
    /** Days since 1899-12-30 as a spreadsheet counts, 0 for none. */
    double serial;
    long epochMillis;
    /** Amount and unit of a time ago: s, m, h, d, w, M, y. */
    int ago;
    char agoUnit;

    private MomentScan(String text) {
        this.text = text;
    }

    static MomentScan of(String raw) {
        MomentScan scan = new MomentScan(Texts.plain(raw));
        scan.kind = scan.scan();
        return scan;
    }

    /** A time of day alone: {@code 9点多}, {@code 下午}, {@code 14:05}. */
    static MomentScan timeOf(String raw) {
        MomentScan scan = new MomentScan(Texts.plain(raw));
        scan.kind = scan.time() && scan.end() ? Kind.MOMENT : Kind.UNREADABLE;
        return scan;
    }

    private Kind scan() {
        if (noEnd()) {
            return Kind.NO_END;
        }
        if (relative()) {
            return Kind.RELATIVE;
        }
        if (Texts.digits(text)) {
            return allDigits();
        }
        Kind date = date();
        if (date != Kind.MOMENT) {
            return date;
        }
        skipBlanks();
        if (at < text.length() && !time()) {
            return Kind.UNREADABLE;
        }
        return end() ? Kind.MOMENT : Kind.UNREADABLE;
    }

    private boolean noEnd() {
        return text.startsWith("0000") || text.startsWith("9999-12-31") || text.startsWith("9999/12/31") || text.startsWith("9999.12.31")
                || text.equals("99991231") || text.startsWith("3000-01-01") || text.startsWith("3000/1/1") || text.startsWith("3000/01/01")
                || text.equals("30000101") || text.equals("长期") || text.equals("永久");
    }

    private boolean relative() {
        if (text.equals("刚刚") || text.equals("刚才")) {
            agoUnit = 's';
            return true;
        }
        if (!text.endsWith("前") || !digit(0)) {
            return false;
        }
        ago = number();
        agoUnit = switch (text.substring(at, text.length() - 1)) {
            case "秒", "秒钟" -> 's';
            case "分", "分钟" -> 'm';
            case "小时", "个小时" -> 'h';
            case "天", "日" -> 'd';
            case "周", "星期" -> 'w';
            case "月", "个月" -> 'M';
            case "年" -> 'y';
            default -> 0;
        };
        return agoUnit != 0;
    }

    private Kind allDigits() {
        switch (text.length()) {
            case 8, 10, 12, 14 -> {
                year = part(0, 4);
                month = part(4, 6);
                day = part(6, 8);
                hour = text.length() >= 10 ? part(8, 10) : 0;
                minute = text.length() >= 12 ? part(10, 12) : 0;
                second = text.length() == 14 ? part(12, 14) : 0;
                hasTime = text.length() > 8;
                return Kind.MOMENT;
            }
            case 5 -> {
                return serial(part(0, 5));
            }
            case 13 -> {
                epochMillis = Long.parseLong(text);
                return Kind.EPOCH;
            }
            case 6 -> {
                return Kind.AMBIGUOUS;
            }
            default -> {
                return Kind.UNREADABLE;
            }
        }
    }

    private Kind serial(double days) {
        serial = days;
        return days >= 20_000 && days < 80_000 ? Kind.MOMENT : Kind.UNREADABLE;
    }

    private Kind date() {
        if (!digit(0)) {
            return Kind.UNREADABLE;
        }
        int first = number();
        int firstLength = length;
        char mark = next();
        if (mark == '月') {
            return monthFirst(first);
        }
        if (mark == '.' && firstLength == 5 && Texts.digits(text, at, text.length())) {
            at = text.length();
            return serial(Double.parseDouble(text));
        }
        boolean dated = mark == '年' || mark == '-' || mark == '/' || mark == '.';
        if (!dated || !digit(at) || firstLength == 3 || firstLength > 4) {
            return Kind.UNREADABLE;
        }
        int second = number();
        return firstLength == 4 ? yearFirst(first, mark, second) : shortFirst(first, mark, second);
    }

    private Kind monthFirst(int first) {
        month = first;
        day = digit(at) ? number() : 1;
        approximate = length == 0 || day == 1 && text.charAt(at - 1) == '月';
        skip('日', '号');
        return Kind.MOMENT;
    }

    private Kind yearFirst(int first, char mark, int second) {
        year = first;
        month = second;
        char wanted = mark == '年' ? '月' : mark;
        boolean more = at < text.length() && text.charAt(at) == wanted;
        if (more) {
            at++;
        }
        if (more && digit(at)) {
            day = number();
            skip('日', '号');
            return Kind.MOMENT;
        }
        day = 1;
        approximate = true;
        return Kind.MOMENT;
    }

    /** {@code 11.3} is month and day; {@code 11/03/26} could be three things. {@code 24年3月} is a short year. */
    private Kind shortFirst(int first, char mark, int second) {
        if (mark == '年' || at < text.length() && text.charAt(at) == mark) {
            return Kind.AMBIGUOUS;
        }
        month = first;
        day = second;
        return Kind.MOMENT;
    }

    private boolean time() {
        skipBlanks();
        if (at < text.length() && (text.charAt(at) == 'T' || text.charAt(at) == 't')) {
            at++;
        }
        hasTime = true;
        int part = partOfDay();
        skipBlanks();
        if (!digit(at)) {
            return part >= 0 && vague(part);
        }
        hour = number();
        char mark = at < text.length() ? text.charAt(at) : 0;
        boolean read = switch (mark) {
            case ':' -> clock();
            case '时', '点' -> spoken();
            default -> length <= 2 && (approximate = true);
        };
        if (part >= 0 && hour < 12 && (PART_SHIFT[part] == 12 && !(part == 5 && hour >= 10))) {
            hour += 12;
        }
        return read && suffix();
    }

    private boolean vague(int part) {
        hour = PART_HOURS[part];
        approximate = true;
        return true;
    }

    private boolean clock() {
        at++;
        if (!digit(at)) {
            return false;
        }
        minute = number();
        if (at < text.length() && text.charAt(at) == ':') {
            at++;
            if (!digit(at)) {
                return false;
            }
            second = number();
            fraction();
        }
        return true;
    }

    private void fraction() {
        if (at >= text.length() - 1 || text.charAt(at) != '.' || !digit(at + 1)) {
            return;
        }
        at++;
        int value = 0;
        int places = 0;
        while (digit(at)) {
            if (places < 9) {
                value = value * 10 + text.charAt(at) - '0';
                places++;
            }
            at++;
        }
        for (; places < 9; places++) {
            value *= 10;
        }
        nano = value;
    }

    private boolean spoken() {
        at++;
        if (at < text.length() && text.charAt(at) == '钟') {
            at++;
        }
        if (at < text.length() && text.charAt(at) == '半') {
            at++;
            minute = 30;
        }
        if (digit(at)) {
            minute = number();
            skip('分', '分');
        }
        if (digit(at)) {
            second = number();
            skip('秒', '秒');
        }
        return true;
    }

    private boolean suffix() {
        skipBlanks();
        if (word("多") || word("左右") || word("许")) {
            approximate = true;
        }
        if (text.regionMatches(true, at, "pm", 0, 2)) {
            at += 2;
            hour = hour < 12 ? hour + 12 : hour;
        } else if (text.regionMatches(true, at, "am", 0, 2)) {
            at += 2;
            hour = hour == 12 ? 0 : hour;
        }
        return zone();
    }

    private boolean zone() {
        if (at >= text.length()) {
            return true;
        }
        char sign = text.charAt(at);
        if (sign == 'Z' || sign == 'z') {
            at++;
            offset = 0;
            return true;
        }
        if (sign != '+' && sign != '-') {
            return true;
        }
        String digits = text.substring(at + 1).replace(":", "");
        if (!Texts.digits(digits) || digits.length() != 4) {
            return false;
        }
        int seconds = Integer.parseInt(digits.substring(0, 2)) * 3600 + Integer.parseInt(digits.substring(2)) * 60;
        offset = sign == '-' ? -seconds : seconds;
        at = text.length();
        return true;
    }

    private int partOfDay() {
        for (int i = 0; i < PARTS.length; i++) {
            if (text.startsWith(PARTS[i], at)) {
                at += PARTS[i].length();
                return i;
            }
        }
        return -1;
    }

    private boolean word(String word) {
        if (!text.startsWith(word, at)) {
            return false;
        }
        at += word.length();
        return true;
    }

    private boolean end() {
        skipBlanks();
        return at >= text.length();
    }

    private void skipBlanks() {
        while (at < text.length() && Texts.blank(text.charAt(at))) {
            at++;
        }
    }

    private void skip(char one, char other) {
        if (at < text.length() && (text.charAt(at) == one || text.charAt(at) == other)) {
            at++;
        }
    }

    private boolean digit(int index) {
        return index < text.length() && text.charAt(index) >= '0' && text.charAt(index) <= '9';
    }

    private char next() {
        return at < text.length() ? text.charAt(at++) : 0;
    }

    /** The number at hand, its digits counted in {@code length}. Nine digits at most count. */
    private int number() {
        int value = 0;
        length = 0;
        while (digit(at)) {
            if (length < 9) {
                value = value * 10 + text.charAt(at) - '0';
            }
            at++;
            length++;
        }
        return value;
    }

    private int part(int from, int to) {
        return Integer.parseInt(text, from, to, 10);
    }
}
