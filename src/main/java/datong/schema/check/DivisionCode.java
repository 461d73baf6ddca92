package datong.schema.check;

/** Division code: province, city, county (GB/T 2260), sub-district or town (GB/T 10114), community or village; 12 digits. */
public final class DivisionCode {
    private static final Checked.Invalid LENGTH =
            new Checked.Invalid("DIVISION_LENGTH", "a division code has 2, 4, 6, 9 or 12 digits");
    private static final Checked.Invalid CHARACTERS = new Checked.Invalid("DIVISION_CHARACTERS", "a division code is digits only");

    private DivisionCode() {}

    /** Pads shorter codes with zeros to 12 digits. */
    public static Checked parse(String text) {
        String digits = Characters.compact(text, false);
        if (!Characters.digits(digits, 0, digits.length())) {
            return CHARACTERS;
        }
        return switch (digits.length()) {
            case 12 -> new Checked.Valid(digits);
            case 2, 4, 6, 9 -> new Checked.Valid(digits + "0000000000".substring(0, 12 - digits.length()));
            default -> LENGTH;
        };
    }

    /**
     * Whether the parts of a 12-digit code lie in the ranges of the standards: 001–099 sub-district, 100–199 town,
     * 200–399 township, 400–599 enterprise-type unit; 001–199 residents', 200–399 villagers' committee. Statistical codes
     * use 400–599 for committees of such units too. Codes change every year: outside the ranges is a flag, no refusal.
     */
    public static boolean plausible(String code) {
        int street = number(code, 6);
        int community = number(code, 9);
        return code.charAt(0) != '0' && street <= 599 && community <= 599 && (street > 0 || community == 0);
    }

    /** The shortest prefix that names the same division: 110199001000 gives 110199001. */
    public static String prefix(String code) {
        if (!code.endsWith("000")) {
            return code;
        }
        return code.endsWith("000000") ? code.substring(0, 6) : code.substring(0, 9);
    }

    private static int number(String code, int from) {
        return (code.charAt(from) - '0') * 100 + (code.charAt(from + 1) - '0') * 10 + code.charAt(from + 2) - '0';
    }
}
