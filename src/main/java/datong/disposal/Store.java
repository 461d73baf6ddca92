package datong.disposal;

import java.time.Instant;
import java.util.List;

/** One place where things lie that can be over their term. */
public interface Store {
    /** @param scope as the store itself names it, empty for all */
    record Part(String scope, Rule rule) {}

    Rule.Kind what();

    /** What the rules speak of here. */
    List<Part> parts(Rules rules);

    /** Whether anything in it was needed last before the moment. */
    boolean any(String scope, Instant cutoff);

    /** Destroys a portion and books it on the certificate, so that neither happens twice. @return false if nothing was left */
    boolean destroy(Certificate certificate);
}
