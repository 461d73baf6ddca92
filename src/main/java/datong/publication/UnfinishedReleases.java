package datong.publication;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Settles what a crash left of releases, before the next is made: one that was READY is published, if its files are those that were
 * checked; any other is destroyed. Either is
 * audited. Files that no register knows are destroyed too. Settling twice changes nothing.
 */
final class UnfinishedReleases {
    private final Releases releases;
    private final Path folder;
    private final PublicationAudit audit;

    UnfinishedReleases(Releases releases, Path folder, PublicationAudit audit) {
        this.releases = releases;
        this.folder = folder;
        this.audit = audit;
    }

    void settle() throws IOException {
        for (Releases.Unfinished unfinished : releases.unfinished()) {
            try (Staging staging = new Staging(folder, unfinished.id())) {
                settle(unfinished, staging);
            }
        }
        for (Path left : Staging.left(folder)) {
            new Staging(folder, left.getFileName().toString()).close();
        }
    }

    private void settle(Releases.Unfinished unfinished, Staging staging) throws IOException {
        boolean visible = Files.isDirectory(staging.target(unfinished.publication(), unfinished.version()));
        boolean whole = unfinished.ready().isPresent() && (visible || staging.holds(unfinished.ready().get().files()));
        if (!whole) {
            audit.settled("RELEASE_ABANDONED", unfinished);
            releases.abandon(unfinished.id());
            return;
        }
        audit.settled("RELEASE_COMPLETED", unfinished);
        if (!visible) {
            staging.publish(unfinished.publication(), unfinished.version());
        }
        releases.published(unfinished.id());
    }
}
