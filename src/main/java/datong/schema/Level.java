package datong.schema;

/** Sensitivity of an item or a record: the four steps that subdivide general data (GB/T 43697, TC260 guide). */
public enum Level {
    L1("可公开", "Public"),
    L2("内部", "Internal"),
    L3("敏感", "Restricted"),
    L4("高敏", "Highly restricted");

    private final String chinese;
    private final String english;

    Level(String chinese, String english) {
        this.chinese = chinese;
        this.english = english;
    }

    public String chinese() {
        return chinese;
    }

    public String english() {
        return english;
    }

    public boolean atLeast(Level other) {
        return compareTo(other) >= 0;
    }

    public Level max(Level other) {
        return atLeast(other) ? this : other;
    }
}
