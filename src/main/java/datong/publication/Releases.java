package datong.publication;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The register of releases. A release is WRITING from before its first file, READY once all of it is written, checked and audited, and
 * PUBLISHED once it can be seen; what a crash leaves in between is {@link #unfinished}. Each call is durable when it returns.
 */
public interface Releases {
    /** Notes a release that is about to be written, and gives it its version, from 1. */
    int open(Opened release);

    /** From here on the release is finished rather than undone. */
    void ready(Release release);

    /** The release can be seen. */
    void published(String id);

    /** Takes an opened release out again, as if it had never been; its version is free. Does nothing once it is READY. */
    void forget(String id);

    /** Notes that a release was cut off and its files are destroyed; its version is not given again. */
    void abandon(String id);

    /** The oldest first. */
    List<Unfinished> unfinished();

    /** Those that can be seen, the newest first. */
    List<Release> newest(int most);

    /** What is known of a release before it is written. */
    record Opened(String id, Publication publication, Instant at, String actor, String policyVersion) {}

    /** @param ready the whole release if it was READY; empty if it was still being written */
    record Unfinished(String id, String publication, int version, Optional<Release> ready) {}
}
