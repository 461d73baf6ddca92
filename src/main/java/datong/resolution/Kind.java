package datong.resolution;

import java.util.Arrays;
import java.util.Optional;

/** What records can be the same of. */
public enum Kind {
    PERSON("人", "Person"),
    PLACE("地", "Place"),
    ORGANISATION("组织", "Organisation"),
    MATTER("事", "Matter");

    private final String chinese;
    private final String english;

    Kind(String chinese, String english) {
        this.chinese = chinese;
        this.english = english;
    }

    public String chinese() {
        return chinese;
    }

    public String english() {
        return english;
    }

    public static Optional<Kind> of(String code) {
        return Arrays.stream(values()).filter(kind -> kind.name().equalsIgnoreCase(code)).findFirst();
    }
}
