package datong.approval;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Where requests are kept. Each call is durable when it returns. */
public interface Requests {
    /** @param terms what it takes to carry it out; kept sealed */
    void enter(Request request, Map<String, String> terms);

    Optional<Request> find(String id);

    /** The newest first. */
    List<Request> newest(int most);

    /** All that is confirmed and not done, the oldest first. */
    List<Request> confirmed();

    /** Keeps how far a confirmed one has come. */
    void progress(String id, Map<String, String> outcome);

    /** Takes the step from OPEN if the request is still open; false if another step came first. */
    boolean decide(String id, Request.State state, String by, Instant at, Instant expiresAt);

    /** Empty once the request is over. */
    Optional<Map<String, String>> terms(String id);

    /** Takes the step from CONFIRMED to DONE; false if it was done before. */
    boolean done(String id, Map<String, String> outcome, Instant at);

    /** Destroys what it would take to carry the request out. */
    void forgetTerms(String id);
}
