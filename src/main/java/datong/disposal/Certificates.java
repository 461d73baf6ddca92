package datong.disposal;

import datong.audit.AuditEvent;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;

/** Where certificates are kept; none is ever deleted. */
public interface Certificates {
    void begin(Certificate certificate);

    /** Adds destroyed pieces, in the transaction that destroys them where there is one. @param pieces what identifies each, without any value */
    void add(String id, List<String> pieces);

    void finish(String id, Instant at, AuditEvent event);

    Certificate find(String id);

    /** The oldest first. */
    List<Certificate> unfinished();

    /** The newest first. */
    List<Certificate> newest(int most);

    /** The digest after a further portion. */
    static String digest(String before, List<String> pieces) {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            sha256.update(HexFormat.of().parseHex(before));
            pieces.forEach(piece -> sha256.update((piece + "\n").getBytes(StandardCharsets.UTF_8)));
            return HexFormat.of().formatHex(sha256.digest());
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }
}
