package datong.cli;

import datong.policy.ranger.RangerAdmin;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Whose policies a command looks at: those of a Ranger Admin, if one is in charge, asked now; else the folder's. */
final class PoliciesFrom {
    private static final Duration EVERY = Duration.ofSeconds(1);
    private static final Duration STALE = Duration.ofMinutes(10);

    enum Place { admin, folder }

    @Option(names = "--from", paramLabel = "PLACE", description = "${COMPLETION-CANDIDATES}; default: admin if there is one, else folder")
    private Optional<Place> from = Optional.empty();

    @Option(names = "--ranger-url", paramLabel = "URL", defaultValue = "${env:DATONG_RANGER_URL:-}", description = "The Ranger Admin in charge; default: DATONG_RANGER_URL")
    private String url = "";

    @Option(names = "--ranger-user", paramLabel = "NAME", defaultValue = "${env:DATONG_RANGER_USER:-datong}", description = "Default: DATONG_RANGER_USER, or datong")
    private String user = "";

    @Option(names = "--ranger-password", paramLabel = "FILE", defaultValue = "${env:DATONG_RANGER_PASSWORD:-ranger.pass}",
            description = "File with the password, its owner's alone; default: DATONG_RANGER_PASSWORD, or ranger.pass")
    private Path password = Path.of("");

    @Option(names = "--ranger-service", paramLabel = "NAME", defaultValue = "${env:DATONG_RANGER_SERVICE:-datong}", description = "Its service; default: DATONG_RANGER_SERVICE, or datong")
    private String service = "";

    /** @throws IllegalArgumentException if an Admin is wanted and none is named */
    Place place() {
        if (from.filter(Place.admin::equals).isPresent() && url.isEmpty()) {
            throw new IllegalArgumentException("which Ranger Admin? name it with --ranger-url or DATONG_RANGER_URL, or use --from folder");
        }
        return from.orElse(url.isEmpty() ? Place.folder : Place.admin);
    }

    Optional<RangerAdmin> admin(Clock clock) {
        return place() == Place.folder ? Optional.empty()
                : Optional.of(RangerAdmin.uncached(new RangerAdmin.Settings(URI.create(url), user, password, service, EVERY, STALE), clock).start());
    }

    /** Said with every result. */
    String words() {
        return switch (place()) {
            case folder -> "policies of the folder" + (url.isEmpty() ? "" : ", not those of the Ranger Admin in charge");
            case admin -> "policies of the Ranger Admin at " + URI.create(url).getHost() + ", service " + service + ", with words, grants, limits and refusals of the folder";
        };
    }
}
