package datong.quality;

import java.util.Set;

/** The six dimensions of GB/T 36344-2018. */
public enum Dimension {
    NORMATIVITY("规范性", "Normativity", Set.of("UNMAPPED_CODE", "MORE_VALUES", "APPROX", "PHONE_FORMAT", "PLATE_FORMAT", "PATTERN", "NOT_A_TIMESTAMP", "NOT_A_DATE",
            "NOT_A_NUMBER", "NOT_AN_INTEGER", "NOT_A_BOOLEAN", "NOT_JSON", "TOO_LONG", "GRID_LENGTH", "DIVISION_LENGTH", "USCC_FORM")),
    COMPLETENESS("完整性", "Completeness", Set.of("NULL_WORD", "REQUIRED", "MISSING_REQUIRED", "MASKED", "NO_KEY", "KEY_MISSING")),
    ACCURACY("准确性", "Accuracy", Set.of("ID_CHECK_DIGIT", "ID_PRECISION_LOST", "ID_PRECISION_DOUBTFUL", "NAME_LOSSY", "USCC_CHECK", "OUT_OF_RANGE", "COORDINATES_ZERO",
            "COORDINATES_SWAPPED", "COORDINATES_NOT_DEGREES", "TEST_ROW", "MENDED")),
    CONSISTENCY("一致性", "Consistency", Set.of()),
    TIMELINESS("时效性", "Timeliness", Set.of()),
    ACCESSIBILITY("可访问性", "Accessibility", Set.of());

    private final String chinese;
    private final String english;
    private final Set<String> rules;

    Dimension(String chinese, String english, Set<String> rules) {
        this.chinese = chinese;
        this.english = english;
        this.rules = rules;
    }

    public String chinese() {
        return chinese;
    }

    public String english() {
        return english;
    }

    /** @param flag {@code RULE} or {@code RULE:item}; what no other dimension names is a contradiction that a check found */
    public static Dimension of(String flag) {
        String rule = flag.contains(":") ? flag.substring(0, flag.indexOf(':')) : flag;
        for (Dimension dimension : values()) {
            if (dimension.rules.contains(rule)) {
                return dimension;
            }
        }
        return CONSISTENCY;
    }
}
