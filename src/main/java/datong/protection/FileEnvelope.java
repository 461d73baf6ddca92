package datong.protection;

import java.io.IOException;
import java.io.OutputStream;

/** Seals whole files for one recipient's public key. */
public interface FileEnvelope {
    /** What a sealed file's name ends with, after its own ending; no dot. */
    String ending();

    /** In words for manifests and the audit log. */
    String words();

    /** Whatever is written is sealed into {@code sealed}; the file is whole once the stream is closed, and {@code sealed} is closed with it. */
    OutputStream seal(OutputStream sealed) throws IOException;
}
