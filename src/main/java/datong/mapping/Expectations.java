package datong.mapping;

import datong.schema.Element;
import datong.schema.ItemName;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What a source's records are expected to be as a whole, beyond each of them by itself; looked at after its batches.
 *
 * @param across between the main output's records and others of the ledger
 */
public record Expectations(List<Across> across, Optional<Freshness> freshness, Optional<Completeness> completeness) {
    public static final Expectations NONE = new Expectations(List.of(), Optional.empty(), Optional.empty());

    public Expectations {
        across = List.copyOf(across);
    }

    /** A rule that a record of the main output breaks or keeps together with records of another element. */
    public sealed interface Across {
        /** By which a record that breaks it is counted. */
        String flag();

        /** The element of the other records. */
        Element of();
    }

    /** Every record stands in the relation, in either direction. */
    public record Related(String flag, Element of, String relation) implements Across {}

    /** Where both are filled, the item equals the other item of the related record. */
    public record Agrees(String flag, Element of, String relation, ItemName item, ItemName other) implements Across {}

    /** Where it is filled, the item's value is that of the other item of some record. */
    public record Among(String flag, Element of, ItemName item, ItemName other) implements Across {}

    /** @param every longest time between two deliveries; @param workingDays whether only time on working days counts */
    public record Freshness(Duration every, boolean workingDays) {}

    /** For each value of one item, records at regular times of a day. @param every a part of a day without remainder */
    public record Completeness(ItemName by, ItemName at, Duration every) {
        public int aDay() {
            return (int) (Duration.ofDays(1).toSeconds() / every.toSeconds());
        }
    }
}
