package datong.quality;

import datong.mapping.Mapping;
import java.time.Instant;
import java.util.List;

/** What is known of a source's records as a whole, by the expectations of its mapping. */
public interface Conformance {
    /** Looks at the ledger for what the mapping expects, and keeps what it finds. */
    void look(Mapping mapping);

    /** When the newest batch of the source was committed; the beginning of time where there is none. */
    Instant newest(String source);

    /** The latest look at each rule across records. */
    List<Found> across(String source);

    /** By series and day, the newest day last. */
    List<Coverage> coverage(String source);

    /** When deliveries since then came that were read to their end, the oldest first; the last one before it stands first. */
    List<Instant> delivered(String source, Instant since);

    /** When the first delivery of any source came, or now. */
    Instant begun();

    /** @param records that the rule speaks of; @param broken those that break it; @param examples ids (ULID) of some of them */
    record Found(String flag, Instant at, long records, long broken, List<String> examples, List<Double> shares) {
        /** Share of records that keep the rule, 0 to 1. */
        public double share() {
            return records == 0 ? 1 : 1 - (double) broken / records;
        }
    }
}
