package datong.studio;

import datong.source.RawRecord;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Records kept as they arrived, sealed, few and for some days, so that a changed mapping can be tried on them. */
public interface KeptSamples {
    /** Those kept last come first; what can no longer be opened is left out. */
    List<RawRecord> read(String source, int most);

    /** Empty if none are kept. */
    Optional<Kept> about(String source);

    void keep(String source, List<RawRecord> records, Instant at);

    /** Deletes what is older, and of each source the oldest above this many records; their keys are destroyed. */
    void tidy(int most, Instant before);

    record Kept(int records, Instant newest) {}
}
