package datong.schema.check;

/** Mobile numbers of the mainland: eleven digits, the first 1, the second 3 to 9. */
public final class Mobile {
    private static final Checked.Invalid INVALID =
            new Checked.Invalid("MOBILE_FORMAT", "a mobile number has 11 digits and begins with 13 to 19");

    private Mobile() {}

    /** Drops +86, 86-, 0086, blanks and hyphens; accepts full-width digits. */
    public static Checked parse(String text) {
        if (Characters.masked(text)) {
            return new Checked.Masked();
        }
        String digits = Characters.compact(text, true);
        int from = digits.startsWith("+86") ? 3 : digits.startsWith("0086") ? 4
                : digits.length() == 13 && digits.startsWith("86") ? 2 : 0;
        return mobile(digits, from) ? new Checked.Valid(digits.substring(from)) : INVALID;
    }

    private static boolean mobile(String digits, int from) {
        return digits.length() - from == 11 && digits.charAt(from) == '1' && digits.charAt(from + 1) >= '3'
                && Characters.digits(digits, from, digits.length());
    }
}
