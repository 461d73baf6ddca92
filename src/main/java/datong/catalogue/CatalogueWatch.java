package datong.catalogue;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks at the stewards' files again and again, says what is refused, and keeps a version of each entry that changed. */
public final class CatalogueWatch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(CatalogueWatch.class);
    private final Supplier<List<String>> refresh;
    private final Supplier<List<Map<String, String>>> entries;
    private final EntryVersions versions;
    private final Clock clock;
    private final ScheduledExecutorService clockwork = Executors.newSingleThreadScheduledExecutor(Thread.ofVirtual().name("catalogue-watch").factory());
    private List<String> said = List.of();
    private List<Map<String, String>> noted = List.of();

    /**
     * @param refresh reads the files and gives what is wrong with them
     * @param entries the national items of every dataset, as they stand
     */
    public CatalogueWatch(Supplier<List<String>> refresh, Supplier<List<Map<String, String>>> entries, EntryVersions versions, Clock clock) {
        this.refresh = refresh;
        this.entries = entries;
        this.versions = versions;
        this.clock = clock;
    }

    public void start(Duration pause) {
        clockwork.scheduleWithFixedDelay(this::look, 0, pause.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** One look; never throws. What could not be kept is kept at a later look. */
    void look() {
        try {
            List<String> problems = refresh.get();
            problems.stream().filter(problem -> !said.contains(problem)).forEach(problem -> LOG.warn("refused: {}", problem));
            said = problems;
            List<Map<String, String>> now = entries.get();
            if (!now.equals(noted)) {
                now.forEach(this::note);
                noted = now;
            }
        } catch (RuntimeException | Error failure) {
            LOG.warn("versions of catalogue entries could not be kept and will be: {}", failure.getMessage());
        }
    }

    private void note(Map<String, String> entry) {
        String dataset = entry.get("catalogue_code");
        Optional<EntryVersion> before = versions.newest(dataset);
        List<String> changed = NationalItems.changed(before.map(EntryVersion::content).orElse(Map.of()), entry);
        if (!changed.isEmpty()) {
            versions.add(new EntryVersion(dataset, before.map(EntryVersion::version).orElse(0) + 1, clock.instant(), entry, before.isEmpty() ? List.of() : changed));
        }
    }

    @Override
    public void close() {
        clockwork.shutdownNow();
    }
}
