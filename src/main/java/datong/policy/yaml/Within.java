package datong.policy.yaml;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/** How far a row filter reaches; several narrow one another. Data, never an expression. */
public enum Within {
    EVERYWHERE("everywhere"),
    /** Rows whose division begins with the subject's. */
    DIVISION("subject.division"),
    /** Rows whose grid begins with the subject's 15 digits. */
    GRID("subject.grid"),
    /** Rows of the sources that the subject owns. */
    SOURCES("subject.sources"),
    /** Rows whose lead is the subject's organisation. */
    CASES("subject.cases");

    static final Map<String, Within> WORDS = words();
    private final String word;

    Within(String word) {
        this.word = word;
    }

    public String word() {
        return word;
    }

    private static Map<String, Within> words() {
        Map<String, Within> words = new LinkedHashMap<>();
        Arrays.stream(values()).forEach(within -> words.put(within.word, within));
        return words;
    }
}
