package datong.web.console;

import datong.policy.Subject;
import datong.publication.Publications;
import datong.publication.Publisher;
import datong.publication.ReleaseOutcome;
import datong.publication.Releases;
import java.util.List;
import java.util.Optional;

/** Publications in force, the register of releases, and the publisher, which decides, checks and audits. */
final class HubPublicationView implements PublicationView {
    private static final int KEPT = 10_000;
    private final Publications publications;
    private final Releases releases;
    private final Publisher publisher;

    HubPublicationView(Publications publications, Releases releases, Publisher publisher) {
        this.publications = publications;
        this.releases = releases;
        this.publisher = publisher;
    }

    @Override
    public List<Publication> publications() {
        return publications.all().stream().map(publication -> new Publication(publication.name(), publication.dataset().value(),
                publication.recipient().organisation() + " · " + publication.recipient().group(), publication.purpose(),
                publication.items().stream().map(item -> item.name().value()).toList(), List.of())).toList();
    }

    @Override
    public List<Release> releases(Optional<String> publication, int most) {
        return releases.newest(most).stream().filter(release -> publication.map(release.publication()::equals).orElse(true))
                .map(HubPublicationView::shown).toList();
    }

    @Override
    public Optional<Release> release(String id) {
        return releases.newest(KEPT).stream().filter(release -> release.id().equals(id)).findFirst().map(HubPublicationView::shown);
    }

    private static Release shown(datong.publication.Release release) {
        return new Release(release.id(), release.publication(), "v" + release.version(), release.dataset(),
                release.recipient() + " · " + release.recipientClass(), release.createdAt(), release.records(),
                release.files().stream().map(file -> new File(file.name(), file.bytes(), file.sha256())).toList(), release.policyVersion(),
                release.auditIndex(), release.standing());
    }

    @Override
    public Outcome publish(Subject actor, String publication) {
        return switch (publisher.release(publication, actor)) {
            case ReleaseOutcome.Released released -> new Outcome.Released("v" + released.release().version(), released.release().records());
            case ReleaseOutcome.Refused refused -> new Outcome.Refused(refused.rule(), refused.reason());
        };
    }
}
