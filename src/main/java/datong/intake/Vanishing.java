package datong.intake;

import com.github.f4b6a3.ulid.UlidCreator;
import datong.ledger.LedgerWriter.Balance;
import datong.ledger.LedgerWriter.Batch;
import datong.ledger.Presence;
import datong.mapping.Departure;
import datong.mapping.Mapping;
import datong.quality.Leap;
import datong.quality.QualityGate;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Records that a source deleted without a word: missing from several successive complete files of a source that always delivers
 * everything. A file that is cut off, empty, leaping, or holds rows whose key cannot be read says nothing about what is missing.
 */
final class Vanishing {
    private static final Logger LOG = LoggerFactory.getLogger(Vanishing.class);
    private final Presence presence;
    private final QualityGate quality;
    private final BatchEvents events;
    private final Clock clock;

    Vanishing(Presence presence, QualityGate quality, BatchEvents events, Clock clock) {
        this.presence = presence;
        this.quality = quality;
        this.events = events;
        this.clock = clock;
    }

    /** Only a file is the whole of something: a pull brings what changed, a push or a message what somebody sent. */
    static boolean concerns(Delivery delivery, Mapping mapping) {
        return mapping.snapshot().isPresent() && delivery.sha256().isPresent();
    }

    /** Notes what a part holds; tells whether every record in it could be told by its key. */
    boolean seen(Delivery delivery, Mapping mapping, BatchParts.Part part) {
        List<Departure.Key> keys = new ArrayList<>();
        part.accepted().forEach(accepted -> accepted.outputs().forEach(record -> keys.add(new Departure.Key(record.output(), record.sourceKey()))));
        part.rejected().forEach(rejected -> keys.addAll(rejected.keys()));
        presence.seen(delivery.id(), mapping, keys);
        return part.rejected().stream().noneMatch(rejected -> rejected.keys().isEmpty());
    }

    void incomplete(Delivery delivery) {
        presence.forget(delivery.id());
    }

    /** What left the ledger behind a complete delivery. */
    Balance complete(Delivery delivery, Mapping mapping) {
        Presence.Missing missing = presence.count(delivery.id(), mapping);
        if (missing.due() == 0 || !mapping.snapshot().orElseThrow().allows(missing.due(), missing.present()) && !agreed(delivery, missing)) {
            return Balance.NOTHING;
        }
        String id = UlidCreator.getMonotonicUlid().toString();
        Balance balance = presence.remove(new Batch(id, delivery.id(), mapping, clock.instant(), List.of(), List.of(), List.of(), Optional.empty(),
                counted -> events.batch(id, delivery, mapping, counted)));
        events.committed();
        return balance;
    }

    private boolean agreed(Delivery delivery, Presence.Missing missing) {
        boolean agreed = quality.agreed(new Leap(delivery.id(), delivery.source(), Leap.Kind.VANISHED, Optional.empty(), missing.present(),
                missing.present() - missing.due()), clock.instant());
        if (!agreed) {
            LOG.warn("{}: {} of {} records have vanished from its files, more than may leave at once; they stay until a steward agrees on the page of quality",
                    delivery.source(), missing.due(), missing.present());
        }
        return agreed;
    }
}
