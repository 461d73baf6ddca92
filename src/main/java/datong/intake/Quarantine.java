package datong.intake;

import datong.source.RawRecord;
import java.util.List;
import java.util.Optional;

/** Rejected records that wait for a steward. */
public interface Quarantine {
    /** Open records in the order in which they came, opened; those whose key was destroyed are left out. */
    List<Held> open(Filter filter, Optional<String> after, int most);

    /** @param rule empty: every rule; @param ids empty: every record of the source and rule */
    record Filter(String source, Optional<String> rule, List<String> ids) {}

    record Held(String id, String delivery, RawRecord raw) {}
}
