package datong.source;

import java.io.Closeable;
import java.io.IOException;
import java.util.Optional;

/** Records of a format without fixed columns, in order. */
public interface FlatSource extends Closeable {
    /** The next record; empty at the end. */
    Optional<FlatRecord> next() throws UnreadableSource, IOException;

    long bytesRead();
}
