package datong.publication;

import datong.schema.ItemDefinition;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** A form in which a release is written, and read again before it leaves. */
public interface TableFormat {
    /** Ending of the file's name, without the dot. */
    String ending();

    /** @param columns items with their treatment known: only those shown as stored keep their type */
    RowWriter writer(Path file, List<Column> columns) throws IOException;

    /** Hands over the names of the columns first, then every row as text; null where absent. */
    void read(Path file, RowReader reader) throws IOException;

    record Column(ItemDefinition item, boolean asStored) {
        public String name() {
            return item.name().value();
        }
    }

    interface RowWriter extends AutoCloseable {
        void write(List<Object> values) throws IOException;

        @Override
        void close() throws IOException;
    }

    interface RowReader {
        void columns(List<String> names);

        void row(List<String> cells) throws IOException;
    }
}
