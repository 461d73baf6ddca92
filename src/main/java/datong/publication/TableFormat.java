package datong.publication;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A form in which a release is written, and read again before it leaves. */
public interface TableFormat extends RowFormat {
    default RowWriter writer(Path file, List<Column> columns) throws IOException {
        return writer(Files.newOutputStream(file), columns);
    }

    /** Hands over the names of the columns first, then every row as text; null where absent. */
    void read(Path file, RowReader reader) throws IOException;

    interface RowReader {
        void columns(List<String> names);

        void row(List<String> cells) throws IOException;
    }
}
