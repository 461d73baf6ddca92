package datong.audit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes the log's checkpoints round to its witnesses. What is published is the newest checkpoint that enough of them cosigned: while
 * too few do, the published one grows old, an alarm stands, and nothing less is shown in its place.
 */
public final class Witnessing implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Witnessing.class);
    private static final String COSIGNED = "checkpoint.cosigned";
    private static final Duration FRESH = Duration.ofHours(1);
    private final Path folder;
    private final LogReader log;
    private final List<Seat> seats;
    private final int needed;
    private final OwnEvents events;
    private final Map<String, Long> sizes = new HashMap<>();
    private final ScheduledExecutorService rounds = Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform().name("audit-witnesses").daemon().factory());
    private Instant last = Instant.MIN;
    private volatile Standing standing;

    public record Seat(WitnessKey key, Witness witness) {}

    /**
     * @param met whether at the last round enough witnesses cosigned
     * @param outcomes by witness: {@code cosigned}, or why not
     * @param published size of the newest checkpoint that enough cosigned, 0 if none
     */
    public record Standing(int needed, boolean met, Map<String, String> outcomes, long published) {}

    /** @param needed how many of the witnesses must cosign, 1 to all */
    public Witnessing(Path folder, LogReader log, List<Seat> seats, int needed, OwnEvents events) {
        if (needed < 1 || needed > seats.size()) {
            throw new IllegalArgumentException(needed + " cosignatures are demanded of " + seats.size() + " witnesses; expected 1 to all of them");
        }
        this.folder = folder;
        this.log = log;
        this.seats = List.copyOf(seats);
        this.needed = needed;
        this.events = events;
        this.standing = new Standing(needed, true, Map.of(), published(folder).map(Checkpoint::size).orElse(0L));
    }

    /** The newest checkpoint that enough witnesses cosigned. */
    public static Optional<Checkpoint> published(Path folder) {
        try {
            Path file = folder.resolve(COSIGNED);
            return Files.exists(file) ? Optional.of(Checkpoint.parse(Files.readString(file))) : Optional.empty();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    public void start(Duration every) {
        rounds.scheduleWithFixedDelay(this::attempt, 0, every.toMillis(), TimeUnit.MILLISECONDS);
    }

    public Standing standing() {
        return standing;
    }

    private void attempt() {
        try {
            round();
        } catch (RuntimeException | Error later) {
            LOG.warn("The checkpoints could not be taken to the witnesses; it is tried again", later);
        }
    }

    /** One round, unless the last one succeeded and nothing happened since. */
    public synchronized Standing round() {
        Checkpoint checkpoint = log.checkpoint();
        boolean fresh = standing.met() && standing.published() == checkpoint.size() && events.clock().instant().isBefore(last.plus(FRESH));
        if (checkpoint.size() == 0 || last != Instant.MIN && fresh) {
            return standing;
        }
        List<Checkpoint.NoteSignature> cosignatures = new ArrayList<>();
        Map<String, String> outcomes = new TreeMap<>();
        for (Seat seat : seats) {
            String outcome = ask(seat, checkpoint, cosignatures);
            outcomes.put(seat.key().name(), outcome);
        }
        last = events.clock().instant();
        boolean met = cosignatures.size() >= needed;
        if (met) {
            publish(checkpoint.with(cosignatures));
        }
        report(met, outcomes, met ? checkpoint.size() : standing.published());
        return standing;
    }

    private String ask(Seat seat, Checkpoint checkpoint, List<Checkpoint.NoteSignature> cosignatures) {
        try {
            long known = Math.min(sizes.getOrDefault(seat.key().name(), 0L), checkpoint.size());
            Witness.Answer answer = seat.witness().add(known, proof(known, checkpoint), checkpoint);
            if (answer instanceof Witness.Answer.Conflict(long size) && size != known && size <= checkpoint.size()) {
                answer = seat.witness().add(size, proof(size, checkpoint), checkpoint);
            }
            return outcome(seat, checkpoint, answer, cosignatures);
        } catch (IOException | RuntimeException away) {
            return "away: " + Optional.ofNullable(away.getMessage()).orElse("no connection");
        }
    }

    private List<byte[]> proof(long oldSize, Checkpoint checkpoint) {
        return oldSize == 0 ? List.of() : log.consistency(oldSize, checkpoint);
    }

    private String outcome(Seat seat, Checkpoint checkpoint, Witness.Answer answer, List<Checkpoint.NoteSignature> cosignatures) {
        return switch (answer) {
            case Witness.Answer.Cosigned cosigned -> {
                Optional<Checkpoint.NoteSignature> good = cosigned.signatures().stream()
                        .filter(signature -> seat.key().cosigned(new Checkpoint(checkpoint.origin(), checkpoint.size(), checkpoint.root(), List.of(signature))).isPresent()).findFirst();
                good.ifPresent(cosignatures::add);
                good.ifPresent(signature -> sizes.put(seat.key().name(), checkpoint.size()));
                yield good.isPresent() ? "cosigned" : "its cosignature is not good under the key in the hub's settings";
            }
            case Witness.Answer.Conflict conflict when conflict.size() > checkpoint.size() ->
                    "it has cosigned " + conflict.size() + " events, the log has " + checkpoint.size() + ": the log was set back";
            case Witness.Answer.Conflict conflict -> "it has cosigned another log of " + conflict.size() + " events: the log was forked";
            case Witness.Answer.Refused refused -> "refused, " + refused.status() + ": " + refused.reason();
        };
    }

    private void publish(Checkpoint cosigned) {
        try {
            Durable.replace(folder.resolve(COSIGNED), cosigned.note().getBytes(StandardCharsets.UTF_8));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Each change is an event of the log, each failing round a warning. */
    private void report(boolean met, Map<String, String> outcomes, long published) {
        boolean changed = standing.met() != met;
        standing = new Standing(needed, met, Map.copyOf(outcomes), published);
        if (!met) {
            LOG.warn("Of {} cosignatures that are demanded of the audit log's witnesses some are missing: {}; outsiders are shown the log's first {} events until they are back", needed, outcomes,
                    published);
        }
        if (changed) {
            events.add(met ? "WITNESSES_BACK" : "WITNESSES_MISSING", "witnesses", details(outcomes, published));
        }
    }

    private Map<String, String> details(Map<String, String> outcomes, long published) {
        Map<String, String> details = new TreeMap<>();
        outcomes.forEach((witness, outcome) -> details.put("witness." + witness, outcome));
        details.put("needed", String.valueOf(needed));
        details.put("published", String.valueOf(published));
        return details;
    }

    @Override
    public void close() {
        rounds.shutdown();
    }
}
