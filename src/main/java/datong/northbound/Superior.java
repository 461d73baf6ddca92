package datong.northbound;

import java.time.Duration;

/** The platform above. */
@FunctionalInterface
public interface Superior {
    sealed interface Answer {
        /** It has it, now or since an earlier try. */
        record Taken() implements Answer {}

        /** It will never take it as it is. @param why in its own words */
        record Refused(String why) implements Answer {}

        /** Nothing can be said of it now. @param pause that it asks for, zero for none */
        record Later(String why, Duration pause) implements Answer {}
    }

    Answer send(Report report) throws InterruptedException;
}
