package datong.still;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Where stills are kept. What was once there is known for good, so that no delivery brings back what was destroyed. */
public interface Stills {
    /**
     * A picture on its way in.
     *
     * @param record what tells its record from all others
     * @param caseNumber of the case that came of it
     * @param at when the record arrived
     * @param latest when its case counts as closed at the latest
     * @param content empty: the record came without its picture, or it is known already
     */
    record Taken(String reference, byte[] record, Optional<String> caseNumber, Instant at, Instant latest, Optional<Content> content) {}

    sealed interface Content {
        record Coarse(byte[] png) implements Content {}

        record Unreadable(String why) implements Content {}

        /** Of one to be fetched. */
        record Address(String url) implements Content {}
    }

    /** One to be fetched. @param since when its record arrived; @param tries so far */
    record Waiting(String reference, String url, Instant since, int tries) {}

    /** Those of the references that are known, in whatever state. */
    Set<String> known(List<String> references);

    /** Durable when it returns; a reference that is known keeps what it has, but its record's case number is taken over. */
    void take(String source, List<Taken> taken);

    Optional<Still> find(String reference);

    /** The coarse picture, PNG; empty if there is none, or not any more. */
    Optional<byte[]> open(String reference);

    /** Those whose turn has come, the longest waiting first. */
    List<Waiting> waiting(Instant now, int most);

    /** The address is forgotten. */
    void fetched(String reference, byte[] png);

    /** The address is forgotten. */
    void failed(String reference, Still.State state, String why);

    void later(String reference, Instant next, String why);
}
