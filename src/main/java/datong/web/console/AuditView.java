package datong.web.console;

import datong.audit.AuditEvent;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The audit log as auditors read it: metadata, never a value of the data. */
public interface AuditView {
    Optional<Entry> find(long index);

    Optional<Proof> proof(long index);

    /** A file that proves the event to an outsider; its items and treatments are open, persons and details are not. Empty while no checkpoint covers it, or if it is from before salts. */
    Optional<String> evidence(long index);

    Optional<Checkpoint> checkpoint();

    /** Witnesses and anchors as the last round found them; none where the settings name none. */
    List<Outsider> outsiders();

    /** Re-reads the whole log against the public key. Long. */
    Verdict verify();

    /** @param kind {@code witness} or {@code anchor}; @param outcome what it answered, word for word */
    record Outsider(String kind, String name, boolean good, String outcome) {}

    record Entry(long index, AuditEvent event) {}

    /** RFC 6962 inclusion proof, hashes in hex from the leaf upwards. */
    record Proof(String leaf, long index, long size, List<String> path, String root) {}

    /** @param at of the newest event covered; @param note the signed note, word for word */
    record Checkpoint(long size, String root, Optional<Instant> at, String note) {}

    /** @param findings what was changed, is missing or out of order; empty if the log is whole */
    record Verdict(boolean whole, long events, Instant at, List<String> findings, Optional<Checkpoint> checkpoint) {}
}
