package datong.intake;

import com.github.f4b6a3.ulid.UlidCreator;
import datong.mapping.Mapping;
import datong.mapping.Mappings;
import datong.source.Format;
import datong.source.RecordReaders;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

/** A pushed body as a delivery. Bodies of one source are taken one after the other, so that the later one wins. */
public final class PushIntake implements SourcePush {
    private static final int ROWS = 1_000;
    private static final Format ANY = new Format(Format.Type.AUTO, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Set.of(), 0,
            List.of(), List.of());
    private final Intake intake;
    private final Mappings mappings;
    private final RecordReaders readers;
    private final RejectedRows rejected;
    private final Clock clock;
    private final Map<String, ReentrantLock> turns = new ConcurrentHashMap<>();

    public PushIntake(Intake intake, Mappings mappings, RecordReaders readers, RejectedRows rejected, Clock clock) {
        this.intake = intake;
        this.mappings = mappings;
        this.readers = readers;
        this.rejected = rejected;
        this.clock = clock;
    }

    @Override
    public Receipt take(String source, String sender, Path body, Kind kind) throws IOException {
        Format format = format(mappings.find(source).map(Mapping::format).orElse(ANY), kind);
        Delivery delivery = new Delivery(UlidCreator.getMonotonicUlid().toString(), source, "push by " + sender, Files.size(body), Optional.empty(),
                clock.instant(), Optional.empty(), () -> readers.open(body, format));
        ReentrantLock turn = turns.computeIfAbsent(source, asked -> new ReentrantLock(true));
        turn.lock();
        try {
            Outcome outcome = intake.take(delivery);
            boolean any = outcome instanceof Outcome.Done done && done.balance().quarantined() > 0
                    || outcome instanceof Outcome.SetAside aside && aside.balance().quarantined() > 0;
            return new Receipt(outcome, any ? rejected.of(outcome.delivery(), ROWS) : List.of());
        } finally {
            turn.unlock();
        }
    }

    /** JSON is UTF-8 (RFC 8259) and needs no path to its records; XML says itself what it is, and the mapping where its records are. */
    private static Format format(Format mapped, Kind kind) {
        return switch (kind) {
            case JSON -> json(mapped, Format.Type.JSON);
            case NDJSON -> json(mapped, Format.Type.NDJSON);
            case XML -> mapped;
        };
    }

    private static Format json(Format mapped, Format.Type type) {
        return new Format(type, Optional.of(StandardCharsets.UTF_8), Optional.empty(), Optional.empty(), Optional.empty(), mapped.labels(), 0, List.of(), List.of());
    }
}
