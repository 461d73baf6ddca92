package datong.subscription;

import java.time.Duration;
import java.util.Optional;

/** A department's end of a subscription. Used by one thread at a time. */
public interface Receiver extends AutoCloseable {
    Outcome deliver(Delivery delivery) throws InterruptedException;

    @Override
    default void close() {}

    sealed interface Outcome {
        /** The receiver has it, and answers for it from now on. */
        record Taken() implements Outcome {}

        /** @param why without any value of the data; @param notBefore how long the receiver asks to wait */
        record NotTaken(String why, Optional<Duration> notBefore) implements Outcome {}

        /** It wants nothing any more. */
        record Gone(String why) implements Outcome {}
    }

    /** Makes the receiver of a subscription. */
    interface Maker {
        Receiver of(Subscription subscription);
    }
}
