package datong.publication;

import datong.schema.ItemDefinition;
import datong.schema.ItemType;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/** A form in which protected rows leave. */
public interface RowFormat {
    /** Ending of the file's name, without the dot. */
    String ending();

    /** Closing the writer closes {@code out}. */
    RowWriter writer(OutputStream out, List<Column> columns) throws IOException;

    record Column(String name, ItemType type) {
        /** Only what is shown as stored keeps its type; what was treated is text. */
        public static Column of(ItemDefinition item, boolean asStored) {
            return new Column(item.name().value(), asStored ? item.type() : ItemType.STRING);
        }
    }

    interface RowWriter extends AutoCloseable {
        void write(List<Object> values) throws IOException;

        /** Lets go what can leave by itself; a form that leaves in larger parts keeps it back. */
        default void flush() throws IOException {}

        @Override
        void close() throws IOException;
    }
}
