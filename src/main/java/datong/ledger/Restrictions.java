package datong.ledger;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * Persons whose data are kept and protected and no more (PIPL 44, 47). Whoever follows changes is told of both. Each call is durable when it returns and holds for whatever is read from then on, records that come later
 * under the same keys included.
 */
public interface Restrictions {
    /** @param request that it rests on; put again, it stands since it was put first */
    void put(String request, Set<SubjectId> subjects, Instant since);

    /** False if nothing stood. */
    boolean lift(String request, Instant at);

    Optional<Standing> of(String request);

    /** @param keys under which records are withheld */
    record Standing(Instant since, int keys) {}
}
