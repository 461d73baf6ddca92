package datong.source;

import java.io.IOException;
import java.util.List;

/** Streams a delivery's records in its own order. Memory does not grow with the delivery. */
public interface RecordReader extends AutoCloseable {
    /**
     * The next records, at most {@code most} and at least one; an empty list at the end.
     *
     * @throws UnreadableSource if the delivery cannot be read any further
     */
    List<RawRecord> next(int most) throws UnreadableSource, IOException;

    /** Bytes of the delivery read so far, for progress. */
    long bytesRead();

    @Override
    void close() throws IOException;
}
