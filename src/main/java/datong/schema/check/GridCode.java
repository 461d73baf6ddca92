package datong.schema.check;

/** Grid code: the community's 12 digits and a sequence of 3. Districts also use 14, 17 or 18: those are kept raw and flagged. */
public final class GridCode {
    private static final Checked.Invalid LENGTH = new Checked.Invalid("GRID_LENGTH", "a grid code has 15 digits; other lengths are kept as they are");
    private static final Checked.Invalid CHARACTERS = new Checked.Invalid("GRID_CHARACTERS", "a grid code is digits only");

    private GridCode() {}

    public static Checked parse(String text) {
        String digits = Characters.compact(text, false);
        if (!Characters.digits(digits, 0, digits.length())) {
            return CHARACTERS;
        }
        return digits.length() == 15 ? new Checked.Valid(digits) : LENGTH;
    }

    /** Whether the grid lies in the division, whatever the division's depth (a code of 12 digits, zeros at the end). */
    public static boolean within(String grid, String division) {
        return grid.startsWith(DivisionCode.prefix(division));
    }
}
