package datong.still;

import java.util.Optional;

/**
 * What is kept of a camera's picture.
 *
 * @param reference as the record holds it
 * @param why it is not there, or not yet, as a code
 */
public record Still(String reference, String source, State state, Optional<String> why) {

    public enum State {
        /** To be fetched from where the source says it is. */
        WAITING,
        KEPT,
        /** What was delivered is no picture that can be read. */
        UNREADABLE,
        /** It could not be fetched for as long as that was tried. */
        NOT_FETCHED,
        /** Over its term. */
        DESTROYED
    }
}
