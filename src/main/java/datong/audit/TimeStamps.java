package datong.audit;

import java.time.Instant;

/** Checks time stamps of somebody trusted. */
public interface TimeStamps {
    /**
     * When, and by whom, it was stamped that these bytes existed.
     *
     * @throws InvalidTimeStamp if the token is not one over these bytes by an authority that is trusted
     */
    Stamp verify(byte[] token, byte[] content);

    /** @param authority name in the authority's certificate */
    record Stamp(Instant at, String authority) {}

    final class InvalidTimeStamp extends RuntimeException {
        public InvalidTimeStamp(String message, Throwable cause) {
            super(message, cause);
        }
    }
}
