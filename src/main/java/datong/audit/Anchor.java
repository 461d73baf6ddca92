package datong.audit;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/** A place out of the house's reach that keeps checkpoints. */
public interface Anchor {
    /**
     * Returns once the place has the checkpoint.
     *
     * @return what the place gave in return, such as a time stamp; may be empty
     * @throws IOException if the place is away or refuses
     */
    byte[] keep(Checkpoint checkpoint) throws IOException;

    /** How often it is given one; empty: as often as is usual. */
    default Optional<Duration> every() {
        return Optional.empty();
    }
}
