package datong.studio;

import datong.source.RawRecord;
import java.util.List;

/**
 * The first records of a delivery as the hub's readers gave them.
 *
 * @param name of the file or what else it was taken from
 * @param columns of all records, in the order in which they were met
 * @param twoRows whether the header was read as two rows, {@code parent/child}
 * @param more whether the delivery goes on behind these
 */
public record Sampled(String name, List<String> columns, List<RawRecord> records, boolean twoRows, boolean more) {
    /** A sample of these records. */
    public static Sampled of(String name, List<RawRecord> records, boolean more) {
        List<String> columns = records.stream().flatMap(record -> record.columns().names().stream()).distinct().limit(MOST_COLUMNS).toList();
        return new Sampled(name, columns, List.copyOf(records), columns.stream().anyMatch(column -> column.indexOf('/') > 0), more);
    }

    /** A wider delivery is no table that a steward could map by hand. */
    public static final int MOST_COLUMNS = 300;
}
