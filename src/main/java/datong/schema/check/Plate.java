package datong.schema.check;

/** Number plates: one character for the province, a letter, five or six letters or digits (the last may be 警 学 挂 港 澳). */
public final class Plate {
    private static final String PROVINCES = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼";
    private static final Checked.Invalid INVALID = new Checked.Invalid("PLATE_FORMAT",
            "a plate is the province's character, a letter and five or six letters or digits");

    private Plate() {}

    /** Normal form: upper-case, half-width, without blanks and dots. */
    public static Checked parse(String text) {
        if (Characters.masked(text)) {
            return new Checked.Masked();
        }
        String plate = Characters.compact(text, true).replace("·", "").replace(".", "");
        boolean shape = plate.length() >= 7 && plate.length() <= 8 && province(plate.charAt(0)) && Characters.upperLetter(plate.charAt(1));
        for (int index = 2; shape && index < plate.length(); index++) {
            shape = letterOrDigit(plate.charAt(index)) || index == plate.length() - 1 && special(plate.charAt(index));
        }
        return shape ? new Checked.Valid(plate) : INVALID;
    }

    public static boolean province(char character) {
        return PROVINCES.indexOf(character) >= 0;
    }

    public static boolean special(char character) {
        return "警学挂港澳".indexOf(character) >= 0;
    }

    private static boolean letterOrDigit(char character) {
        return Characters.digit(character) || Characters.upperLetter(character);
    }
}
