package datong.audit;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives checkpoints to places out of the house's reach, on time. Each attempt is an event of the log. What was given, with its
 * receipt, stays in the log's folder too, so that after a restart each place goes on where it was.
 */
public final class Anchoring implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Anchoring.class);
    private static final Duration RETRY = Duration.ofMinutes(10);
    private final Path folder;
    private final Supplier<Optional<Checkpoint>> checkpoints;
    private final Map<String, Anchor> anchors;
    private final Duration every;
    private final OwnEvents events;
    private final Map<String, String> outcomes = new TreeMap<>();
    private final ScheduledExecutorService schedule = Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform().name("audit-anchors").daemon().factory());

    /** @param folder of the log; @param checkpoints what is published */
    public Anchoring(Path folder, Supplier<Optional<Checkpoint>> checkpoints, Map<String, Anchor> anchors, Duration every, OwnEvents events) {
        this.folder = folder;
        this.checkpoints = checkpoints;
        this.anchors = new TreeMap<>(anchors);
        this.every = every;
        this.events = events;
    }

    public void start() {
        schedule.scheduleWithFixedDelay(this::attempt, 0, Math.min(RETRY.toMillis(), every.toMillis()), TimeUnit.MILLISECONDS);
    }

    private void attempt() {
        try {
            anchorWhatIsDue();
        } catch (RuntimeException | Error later) {
            LOG.warn("Checkpoints could not be anchored; it is tried again", later);
        }
    }

    /** Asks each place whose time has come; the outcome by place: {@code kept}, or why not. */
    public synchronized Map<String, String> anchorWhatIsDue() {
        anchors.forEach((name, anchor) -> {
            if (Anchored.last(folder, name).filter(last -> events.clock().instant().isBefore(last.at().plus(anchor.every().orElse(every)))).isEmpty()) {
                checkpoints.get().filter(checkpoint -> checkpoint.size() > 0).ifPresent(checkpoint -> outcomes.put(name, give(name, anchor, checkpoint)));
            }
        });
        return Map.copyOf(outcomes);
    }

    private String give(String name, Anchor anchor, Checkpoint checkpoint) {
        Map<String, String> details = new TreeMap<>(Map.of("anchor", name, "size", String.valueOf(checkpoint.size())));
        try {
            byte[] receipt = anchor.keep(checkpoint);
            Anchored.keep(folder, name, events.clock().instant(), checkpoint, receipt);
            events.add("ANCHORED", "anchors", details);
            return "kept";
        } catch (IOException | RuntimeException failed) {
            String reason = Optional.ofNullable(failed.getMessage()).orElse("no connection");
            LOG.warn("The checkpoint over {} events could not be given to the anchor {}: {}; it is tried again", checkpoint.size(), name, reason);
            details.put("reason", reason);
            events.add("ANCHOR_FAILED", "anchors", details);
            return reason;
        }
    }

    /** The outcome of the last attempt, by place. */
    public synchronized Map<String, String> outcomes() {
        return Map.copyOf(outcomes);
    }

    @Override
    public void close() {
        schedule.shutdown();
    }
}
