package datong.protection;

import datong.schema.ValueKind;
import datong.schema.check.Checked;
import datong.schema.check.Plate;
import java.util.regex.Pattern;

/**
 * Masks by kind with the patterns of DOMAIN §2.8: {@code 赵**}, {@code 110199************}, {@code 154****1001}, address to
 * community, {@code 京A**123}. A value too short or of an unknown shape is {@code ***} whole.
 */
record Masking(ValueKind kind) implements ValueTreatment {
    private static final String ALL = "***";
    private static final Pattern RESIDENT_ID = Pattern.compile("\\d{6}[\\d*]{8,11}[\\dXx*]");
    private static final Pattern MOBILE = Pattern.compile("1[3-9]\\d{9}");
    private static final Pattern LANDLINE = Pattern.compile("(0\\d{2,3}-?)\\d{3,4}(\\d{4})(?:-\\d{1,6})?");
    private static final Pattern LOCAL = Pattern.compile("\\d{7,8}");
    private static final Pattern CREDIT_CODE = Pattern.compile("[0-9A-HJ-NPQRTUWXY]{18}");
    private static final Pattern DIGITS = Pattern.compile("\\d{9,}");
    private static final int LONGEST_NAME_MASK = 2;

    @Override
    public Object treat(Object value) {
        return value instanceof String text ? mask(text.strip()) : ALL;
    }

    private String mask(String text) {
        return switch (kind) {
            case NAME -> name(text);
            case PHONE -> phone(text);
            case ID_NUMBER -> idNumber(text);
            case ADDRESS -> Address.toCommunity(text).map(community -> community + ALL).orElse(ALL);
            case PLATE -> plate(text);
            case CREDIT_CODE -> creditCode(text);
            case DIVISION, GRID -> DIGITS.matcher(text).matches() ? keep(text, 6) : ALL;
            case REFERENCE -> Characters.count(text) >= 12 ? ALL + Characters.last(text, 4) : ALL;
            case PLAIN -> Characters.count(text) >= 4 ? Characters.first(text, 1) + ALL : ALL;
            case CODE, FREE_TEXT, URL, COORDINATE, AMOUNT, DATE, TIME -> ALL;
        };
    }

    /** At most two stars: the length of a long name would say much. */
    private static String name(String text) {
        int length = Characters.count(text);
        return length < 2 ? "*".repeat(length) : Characters.first(text, 1) + "*".repeat(Math.min(length - 1, LONGEST_NAME_MASK));
    }

    private static String phone(String text) {
        if (MOBILE.matcher(text).matches()) {
            return text.substring(0, 3) + "****" + text.substring(7);
        }
        var landline = LANDLINE.matcher(text);
        if (landline.matches()) {
            return landline.group(1) + "****" + landline.group(2);
        }
        return LOCAL.matcher(text).matches() ? "****" + text.substring(text.length() - 3) : ALL;
    }

    /** Division only: with the last four digits a number is often found again. */
    private static String idNumber(String text) {
        if (RESIDENT_ID.matcher(text).matches() && (text.length() == 15 || text.length() == 18)) {
            return keep(text, 6);
        }
        return Characters.count(text) >= 7 ? Characters.first(text, 1) + ALL : ALL;
    }

    private static String plate(String text) {
        if (!(Plate.parse(text) instanceof Checked.Valid(String plate))) {
            return ALL;
        }
        return plate.substring(0, 2) + "*".repeat(plate.length() - 5) + plate.substring(plate.length() - 3);
    }

    /** The code of an organisation is public and stays; a sole trader's (92) stands for a person. */
    private static String creditCode(String text) {
        if (!CREDIT_CODE.matcher(text).matches()) {
            return ALL;
        }
        return text.startsWith("92") ? keep(text, 8) : text;
    }

    private static String keep(String text, int keep) {
        return text.substring(0, keep) + "*".repeat(text.length() - keep);
    }
}
