package datong.northbound;

import java.time.Instant;
import java.util.Optional;

/**
 * Something that the superior platform is told once.
 *
 * @param key tells it from every other, the same at each try: who receives it twice knows it
 * @param body JSON
 * @param tries how often it was sent without being taken or refused
 * @param refusal why the superior refuses it, in its words; empty if it does not
 */
public record Report(String key, Kind kind, String body, Instant enteredAt, State state, int tries, Optional<Instant> settledAt, String refusal) {
    public enum Kind { CATALOGUE, APPLICATIONS, USAGE }

    public enum State { WAITING, SENT, REFUSED }
}
