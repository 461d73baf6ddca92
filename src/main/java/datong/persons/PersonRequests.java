package datong.persons;

import datong.ledger.Concerned;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Where requests of persons are kept. Each call is durable when it returns. */
public interface PersonRequests {
    void enter(PersonRequest request);

    Optional<PersonRequest> find(String id);

    /** What is not over first, by when it is due; then the newest. */
    List<PersonRequest> pressing(int most);

    /** Keeps sealed who it is; false if the request is past RECEIVED. */
    boolean name(String id, Concerned person, int records);

    /** Empty until it is said, and once the request is over. */
    Optional<Concerned> person(String id);

    /** Takes the step from RECEIVED; false if another came first. */
    boolean decide(String id, PersonRequest.State state, String by, Instant at, String reason, String article);

    /** Takes the step from GRANTED to DONE; false if it was done before. */
    boolean done(String id, Instant at);

    /** Destroys what says who it is. */
    void forget(String id);
}
