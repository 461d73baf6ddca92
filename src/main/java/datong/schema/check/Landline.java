package datong.schema.check;

/** Landline numbers: area code of 3 or 4 digits, 7 or 8 digits, an extension of up to 6. Short numbers (12345, 110) are none. */
public final class Landline {
    private static final Checked.Invalid INVALID =
            new Checked.Invalid("PHONE_FORMAT", "a landline number is area code, 7 or 8 digits and at most 6 of an extension");

    private Landline() {}

    /** Normal form: {@code 010-00000101} or {@code 010-00000101-12}. */
    public static Checked parse(String text) {
        if (Characters.masked(text)) {
            return new Checked.Masked();
        }
        String compact = Characters.compact(text, false);
        String number = compact.indexOf('(') < 0 && compact.indexOf(')') < 0 ? compact : compact.replace("(", "").replace(')', '-');
        if (number.startsWith("+86")) {
            number = number.startsWith("+860") ? number.substring(3) : "0" + number.substring(number.startsWith("+86-") ? 4 : 3);
        }
        int area = areaLength(number);
        if (area == 0) {
            return INVALID;
        }
        int from = number.charAt(area) == '-' ? area + 1 : area;
        int extension = number.indexOf('-', from);
        int to = extension < 0 ? number.length() : extension;
        boolean subscriber = to - from >= 7 && to - from <= 8 && Characters.digits(number, from, to);
        if (!subscriber || !extension(number, extension)) {
            return INVALID;
        }
        return new Checked.Valid(from > area ? number : number.substring(0, area) + "-" + number.substring(from));
    }

    /** Beijing, Guangzhou, Shanghai and the other 02x areas have three digits, all others four; 0 if there is none. */
    private static int areaLength(String number) {
        if (number.length() < 10 || number.charAt(0) != '0' || number.charAt(1) == '0') {
            return 0;
        }
        int length = number.charAt(1) <= '2' ? 3 : 4;
        return Characters.digits(number, 0, length) ? length : 0;
    }

    private static boolean extension(String number, int hyphen) {
        if (hyphen < 0) {
            return true;
        }
        int digits = number.length() - hyphen - 1;
        return digits >= 1 && digits <= 6 && Characters.digits(number, hyphen + 1, number.length());
    }
}
