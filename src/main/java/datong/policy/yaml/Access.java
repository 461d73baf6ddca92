package datong.policy.yaml;

import datong.policy.Action;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What a policy grants: the actions of a request, and to match an item by equality without seeing it. */
public enum Access {
    QUERY("query", Action.QUERY),
    LOOKUP("lookup", Action.LOOKUP),
    PUBLISH("publish", Action.PUBLISH),
    PREVIEW("preview", Action.PREVIEW),
    DISCOVER("discover", Action.DISCOVER),
    STATISTICS("statistics", Action.STATISTICS),
    MATCH("match", null);

    static final Map<String, Access> WORDS = words();
    private final String word;
    private final Action action;

    Access(String word, Action action) {
        this.word = word;
        this.action = action;
    }

    public String word() {
        return word;
    }

    public Optional<Action> action() {
        return Optional.ofNullable(action);
    }

    public static Access of(Action action) {
        return valueOf(action.name());
    }

    private static Map<String, Access> words() {
        Map<String, Access> words = new LinkedHashMap<>();
        Arrays.stream(values()).forEach(access -> words.put(access.word, access));
        return words;
    }
}
