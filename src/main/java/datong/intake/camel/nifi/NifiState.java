package datong.intake.camel.nifi;

import java.time.Instant;

/**
 * How a route to or from a NiFi stands.
 *
 * @param message what was found and what to do; empty while all is well
 * @param since when the word last changed
 * @param flowFiles taken or sent since the start of the hub
 * @param again of them those that had come before
 * @param setAside of them those that could not be read
 */
public record NifiState(String route, String server, String port, Way way, Word word, String message, Instant since, long flowFiles, long again,
        long setAside) {

    public enum Way { PULL, PUSH }

    public enum Word {
        NOT_CONFIGURED, UNREACHABLE, DENIED, NO_SUCH_PORT, PORT_STOPPED, BACK_PRESSURE, FAILED, EMPTY, MOVING;

        public boolean well() {
            return this == EMPTY || this == MOVING;
        }
    }
}
