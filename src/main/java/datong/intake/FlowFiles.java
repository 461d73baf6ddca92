package datong.intake;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What NiFi handed over, by the FlowFile's own identifier. NiFi hands a FlowFile over again whenever it was not told in time that it
 * arrived; here it is known again.
 */
public interface FlowFiles {
    /** What became of it so far; decided by the delivery it last belonged to, so that it ends in the same transaction. */
    Known known(String route, String uuid);

    /** Notes that the FlowFile is about to be taken as this delivery; gives how many times it came, this time included. */
    int begin(FlowFile flowFile, String delivery);

    /** Notes that a FlowFile whose end is known came once more. */
    void cameAgain(String route, String uuid);

    /** Keeps a copy of the content, sealed under a key of its own: all of it or nothing. */
    void keep(String route, String uuid, Path content) throws IOException;

    /** One whose content is kept and that has not come into the ledger since. */
    Optional<FlowFile> kept(String route, String uuid);

    /** The kept content, opened piece by piece. @throws IOException if its key has been destroyed */
    InputStream content(String route, String uuid) throws IOException;

    /** Notes that the kept content is about to be taken as this delivery; false if it is being taken or has come into the ledger. */
    boolean again(String route, String uuid, String delivery);

    /** Drops the kept content once it is in the ledger. */
    void drop(String route, String uuid);

    /** NEW: nothing, or nothing that came to its end. SET_ASIDE: its content is not kept yet. */
    enum Known { NEW, DONE, SET_ASIDE, KEPT }

    /**
     * @param route id of the route it came by
     * @param server name of the NiFi in the settings
     * @param name its attribute {@code filename}
     * @param mimeType its attribute {@code mime.type}, or empty
     */
    record FlowFile(String route, String uuid, String server, String port, String name, String mimeType, long bytes) {}
}
