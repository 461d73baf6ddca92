package datong.oversight.siem;

import datong.audit.LogReader;
import java.io.IOException;
import java.util.List;

/** Where events go, in the order of the log. Used by one thread. */
interface Sink extends AutoCloseable {
    /** Takes events that follow those taken before. @throws IOException if it cannot, or what was taken before may be lost: then it is closed and opened again */
    void take(List<LogReader.Entry> events) throws IOException;

    /** The index behind the last event that need not be taken again, as far as the sink knows by itself; {@code known} if it knows nothing newer. */
    long settled(long known) throws IOException;

    /** After a failure, too; the next event taken opens it anew. */
    @Override
    void close();
}
