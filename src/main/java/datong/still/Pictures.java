package datong.still;

import java.net.URI;

/** Where pictures are fetched from. */
@FunctionalInterface
public interface Pictures {
    sealed interface Answer {
        record Fetched(byte[] picture) implements Answer {}

        /** It may be there later. @param why as a code */
        record NotNow(String why) implements Answer {}

        /** Nothing is fetched from there. @param why as a code */
        record NotAllowed(String why) implements Answer {}
    }

    Answer fetch(URI address) throws InterruptedException;
}
