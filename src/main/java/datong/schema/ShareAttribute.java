package datong.schema;

/** Sharing attribute of a dataset (Decree 809, Art. 14). */
public enum ShareAttribute {
    UNCONDITIONAL("无条件共享", "Unconditional sharing"),
    CONDITIONAL("有条件共享", "Conditional sharing"),
    NOT_SHARED("不予共享", "Not shared");

    private final String chinese;
    private final String english;

    ShareAttribute(String chinese, String english) {
        this.chinese = chinese;
        this.english = english;
    }

    public String chinese() {
        return chinese;
    }

    public String english() {
        return english;
    }
}
