package datong.statistics;

import datong.schema.Dataset;
import datong.schema.DatasetCode;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/**
 * Every answer that was ever given, so that the same question is answered the same, and the next one can be held against it.
 *
 * <p>Promise: what {@link #keep} returns is on the disk.
 */
public interface Answers {
    /**
     * The moment whose records are counted in a period, the same for everybody: when the first question was asked, or the beginning of a delivery that was
     * under way then. Empty while the first delivery of all is.
     */
    Optional<Instant> state(Dataset dataset, LocalDate period, Instant now);

    Optional<Kept> find(DatasetCode dataset, byte[] key);

    /**
     * Gives what is there under the key, or makes and keeps it. One answer of a dataset at a time, over all hubs.
     *
     * @param make is given the exact answers to the dataset so far
     */
    Kept keep(DatasetCode dataset, byte[] key, Function<List<Kept>, Kept> make);

    /** The newest first. */
    List<Kept> newest(int most);

    enum Mechanism { EXACT, NOISE }

    /**
     * @param terms what the mechanism was given, e.g. {@code minimum 10}
     * @param counts a cell each; null: withheld
     * @param sums a cell each, in steps of the item, where one was added up
     */
    record Kept(byte[] key, DatasetCode dataset, Instant state, Mechanism mechanism, String terms, Grid grid, Optional<String> summed, Long[] counts,
            Optional<Long[]> sums, Instant answeredAt) {
        public long withheld() {
            return Arrays.stream(counts).filter(Objects::isNull).count();
        }
    }
}
