package datong.approval;

import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** What is done once two persons want it. */
public interface Deed {
    Request.Kind kind();

    /** What a request would be about, checked; or why it cannot be asked for. */
    Asked check(Map<String, String> terms);

    /**
     * Does it. Whatever ends it on the way, doing it again leads to the same.
     *
     * @param request with the outcome so far, if it was begun before
     * @param progress takes the outcome so far, durably
     */
    Done carryOut(Request request, Map<String, String> terms, Consumer<Map<String, String>> progress);

    sealed interface Asked {
        /** @param about in words without any personal value, for people and the log */
        record Possible(Map<String, String> about) implements Asked {}

        /** @param rule key of the words for people */
        record Impossible(String rule) implements Asked {}
    }

    /**
     * @param outcome words and counts for people and the log, without any personal value
     * @param answer what only the asking person is shown, once
     */
    record Done(Map<String, String> outcome, Optional<String> answer) {}
}
