package datong.schema;

/** How an item relates to a natural person (PIPL 4, 28). */
public enum PersonalData {
    NONE("非个人信息", "Not personal"),
    QUASI("准标识符", "Quasi-identifier"),
    PSEUDONYM("内部假名", "Internal pseudonym"),
    DIRECT("直接标识符", "Direct identifier"),
    SENSITIVE("敏感个人信息", "Sensitive personal information");

    private final String chinese;
    private final String english;

    PersonalData(String chinese, String english) {
        this.chinese = chinese;
        this.english = english;
    }

    public String chinese() {
        return chinese;
    }

    public String english() {
        return english;
    }

    public boolean personal() {
        return this != NONE;
    }
}
