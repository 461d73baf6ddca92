package datong.mapping;

import java.util.List;

/**
 * What a source record says to exist no more.
 *
 * @param keys by which its outputs may be known, the main one first, whether or not their conditions hold now; those that another
 *     record may share only where a relation tells who else holds them
 * @param problems why it cannot be told which record is meant; empty for most
 */
public record Departure(List<Key> keys, List<Problem> problems) {
    public Departure {
        keys = List.copyOf(keys);
        problems = List.copyOf(problems);
    }

    /** @param sourceKey key of the record at its source */
    public record Key(Mapping.Output output, String sourceKey) {}
}
