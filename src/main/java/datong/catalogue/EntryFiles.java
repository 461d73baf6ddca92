package datong.catalogue;

import datong.schema.DatasetCode;
import java.time.LocalDate;
import java.util.Optional;

/** The stewards' files of entries, one a dataset. */
public interface EntryFiles {
    /** As it stands; empty if no file describes the dataset. */
    Optional<String> text(DatasetCode dataset);

    /** Reads a text as a file would be read. */
    Checked check(String text);

    /** The same text, announced and updated on a day. */
    String announced(String text, LocalDate on);

    /**
     * Puts a text in the place of the dataset's file, or takes the file away; what returns empty is in force.
     *
     * @param text empty: no file
     * @return why it is not taken; nothing has changed then
     */
    Optional<String> put(DatasetCode dataset, Optional<String> text);

    sealed interface Checked {
        record Read(Description description) implements Checked {}

        /** @param why with its line */
        record Refused(String why) implements Checked {}
    }
}
