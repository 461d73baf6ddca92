package datong.web.console;

import datong.policy.Subject;
import java.util.List;
import java.util.Optional;

/** A hub without publications. */
final class NothingPublished implements PublicationView {
    @Override
    public List<Publication> publications() {
        return List.of();
    }

    @Override
    public List<Release> releases(Optional<String> publication, int most) {
        return List.of();
    }

    @Override
    public Optional<Release> release(String id) {
        return Optional.empty();
    }

    @Override
    public Outcome publish(Subject actor, String publication) {
        return new Outcome.Refused("NO_PUBLICATION", "there is no publication of this name");
    }
}
