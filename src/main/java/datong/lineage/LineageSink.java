package datong.lineage;

import java.io.IOException;

/** Where lineage goes. */
@FunctionalInterface
public interface LineageSink {
    /**
     * Returns once the receiver has taken the event.
     *
     * @param event an OpenLineage run event as JSON
     * @throws IOException if it did not; the event is sent again later
     */
    void send(String event) throws IOException, InterruptedException;
}
