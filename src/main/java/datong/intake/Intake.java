package datong.intake;

import com.github.f4b6a3.ulid.UlidCreator;
import datong.ledger.LedgerUnavailable;
import datong.ledger.LedgerWriter;
import datong.ledger.LedgerWriter.Balance;
import datong.ledger.LedgerWriter.Batch;
import datong.ledger.Presence;
import datong.mapping.Mapping;
import datong.mapping.Mappings;
import datong.quality.Leap;
import datong.quality.QualityGate;
import datong.quality.Tally;
import datong.source.Columns;
import datong.source.RawRecord;
import datong.source.RecordReader;
import datong.source.UnreadableSource;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;

/**
 * Conductor: a delivery's records through mapping, validation and classification into the ledger, batch by batch.
 *
 * <p>A crash at any moment repeats work and changes no result: what was committed counts as unchanged when the delivery is taken
 * again.
 */
public final class Intake {
    /** What stands where a column's name was expected may be a person's number; a name holds none so long. */
    private static final Pattern LONG_NUMBER = Pattern.compile("\\d[\\d -]{5,}[\\dXx]");
    /** Different values are counted among the first records only: deliveries of any size compare, and the rest costs nothing. */
    private static final long COUNTED_APART = 10_000;
    private final Mappings mappings;
    private final Stages stages;
    private final LedgerWriter ledger;
    private final Deliveries deliveries;
    private final BatchEvents events;
    private final QualityGate quality;
    private final Mends mends;
    private final Vanishing vanishing;
    private final ExecutorService workers;
    private final Settings settings;
    private final Clock clock;

    /** @param batch records a batch; @param atOnce batches under way at once */
    public record Settings(int batch, int atOnce) {}

    public Intake(Mappings mappings, Stages stages, LedgerWriter ledger, Presence presence, Deliveries deliveries, BatchEvents events, QualityGate quality,
            Mends mends, ExecutorService workers, Settings settings, Clock clock) {
        this.mappings = mappings;
        this.stages = stages;
        this.ledger = ledger;
        this.deliveries = deliveries;
        this.events = events;
        this.quality = quality;
        this.mends = mends;
        this.vanishing = new Vanishing(presence, quality, events, clock);
        this.workers = workers;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * Takes a delivery to its end.
     *
     * @throws LedgerUnavailable if the database went away; the delivery should be taken again
     */
    public Outcome take(Delivery delivery) {
        deliveries.begin(delivery);
        Optional<Mapping> mapping = mappings.find(delivery.source());
        if (mapping.isEmpty()) {
            return end(new Outcome.Stopped(delivery.id(), "NO_MAPPING", "no mapping is in force for source '" + delivery.source()
                    + "'; add or mend mappings/" + delivery.source() + ".mapping.yaml, then deliver again"), 0, 0);
        }
        Optional<Leap> leap = quality.holds(mapping.get());
        if (leap.isPresent()) {
            return end(held(delivery, leap.get()), 0, 0);
        }
        try {
            return new Run(delivery, mapping.get()).toTheEnd();
        } catch (RuntimeException | Error failure) {
            deliveries.interrupted(delivery.id());
            throw failure;
        }
    }

    private static Outcome held(Delivery delivery, Leap leap) {
        return new Outcome.Stopped(delivery.id(), "LEAP_HELD", "the source is held since delivery " + leap.delivery() + " was unlike those before it ("
                + leap.kind() + leap.item().map(item -> " of " + item).orElse("") + "); look at it on the page of quality, then deliver again");
    }

    private Outcome end(Outcome outcome, long rows, long bytes) {
        deliveries.end(outcome, rows, bytes);
        events.ended(outcome);
        return outcome;
    }

    /** One delivery on its way. */
    private final class Run {
        private final Delivery delivery;
        private final Mapping mapping;
        private final BatchLane lane;
        private final Tally tally = new Tally(true);
        private final boolean whole;
        private final AtomicBoolean keyed = new AtomicBoolean(true);
        private Columns checked;
        private long rows;
        private long bytes;

        Run(Delivery delivery, Mapping mapping) {
            this.delivery = delivery;
            this.mapping = mapping;
            this.lane = new BatchLane(workers, settings.atOnce(), delivery.channel().isPresent());
            this.whole = Vanishing.concerns(delivery, mapping);
        }

        Outcome toTheEnd() {
            try (RecordReader reader = delivery.opening().open()) {
                Optional<Outcome> stopped = readAll(reader);
                Balance balance = lane.finish();
                List<Leap> leaps = measured();
                Outcome outcome = stopped.orElseGet(() -> new Outcome.Done(delivery.id(), balance.plus(vanished(leaps))));
                return end(outcome, rows, reader.bytesRead());
            } catch (UnreadableSource unreadable) {
                return end(new Outcome.SetAside(delivery.id(), lane.finish(), unreadable.rule(), unreadable.getMessage()), rows, bytes);
            } catch (IOException failure) {
                return end(new Outcome.SetAside(delivery.id(), lane.finish(), "READ_FAILED",
                        "the delivery could not be read: " + failure.getClass().getSimpleName()), rows, bytes);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                throw new LedgerUnavailable("delivery " + delivery.id() + " was interrupted; it will be taken again", interrupted);
            }
        }

        private List<Leap> measured() {
            return rows == 0 ? List.of() : quality.measured(mapping, tally.measurement(delivery.id(), delivery.source(), delivery.receivedAt(), rows));
        }

        private Balance vanished(List<Leap> leaps) {
            if (!whole) {
                return Balance.NOTHING;
            }
            if (rows == 0 || !leaps.isEmpty() || !keyed.get()) {
                vanishing.incomplete(delivery);
                return Balance.NOTHING;
            }
            return vanishing.complete(delivery, mapping);
        }

        private Optional<Outcome> readAll(RecordReader reader) throws UnreadableSource, IOException, InterruptedException {
            for (List<RawRecord> records = reader.next(settings.batch()); !records.isEmpty(); records = reader.next(settings.batch())) {
                Optional<Mapping.Header.Drifted> drift = drift(records);
                if (drift.isPresent()) {
                    return Optional.of(drifted(drift.get()));
                }
                boolean early = rows < COUNTED_APART;
                rows += records.size();
                bytes = reader.bytesRead();
                lane.submit(new Work(records, early));
                deliveries.progress(delivery.id(), rows, bytes);
            }
            return Optional.empty();
        }

        /** Records of one delivery may differ in columns (JSON); each new header is checked before any of its records count. */
        private Optional<Mapping.Header.Drifted> drift(List<RawRecord> records) {
            for (RawRecord raw : records) {
                if (raw.columns() != checked && raw.defect().isEmpty()) {
                    if (mapping.check(raw.columns()) instanceof Mapping.Header.Drifted drifted) {
                        return Optional.of(drifted);
                    }
                    checked = raw.columns();
                }
            }
            return Optional.empty();
        }

        private Outcome drifted(Mapping.Header.Drifted drift) {
            String message = (drift.unknown().isEmpty() ? "" : "columns listed nowhere in the mapping: " + String.join("、", drift.unknown()) + ". ")
                    + (drift.missing().isEmpty() ? "" : "mapped columns that are not there: " + String.join("、", drift.missing()) + ". ")
                    + drift.advice();
            return new Outcome.Stopped(delivery.id(), "HEADER_DRIFT", LONG_NUMBER.matcher(message.strip()).replaceAll("…"));
        }

        /** One batch. */
        private final class Work implements BatchLane.Work {
            private final List<RawRecord> records;
            private final BatchParts sorted = new BatchParts();
            private final Tally counted;

            Work(List<RawRecord> records, boolean early) {
                this.records = records;
                this.counted = new Tally(early);
            }

            @Override
            public KeyHashes prepare() {
                KeyHashes keys = new KeyHashes(records.size());
                Map<Integer, Mended> mended = mends.of(mapping.source(), records);
                for (int place = 0; place < records.size(); place++) {
                    Stages.Sorted one = stages.sort(mapping, records.get(place), mended.getOrDefault(place, Mended.NOTHING));
                    sorted.add(records.get(place), one);
                    switch (one) {
                        case Stages.Sorted.In in -> in.accepted().outputs().forEach(record -> {
                            keys.add(record.output().code(), record.sourceKey());
                            counted.accept(record);
                        });
                        case Stages.Sorted.Gone gone -> gone.deleted().keys().forEach(key -> keys.add(key.output().code(), key.sourceKey()));
                        case Stages.Sorted.Out out -> counted.refuse(out.rejected().problems());
                    }
                }
                return keys;
            }

            @Override
            public Balance write() {
                Balance balance = Balance.NOTHING;
                for (BatchParts.Part part : sorted.parts()) {
                    balance = balance.plus(write(part));
                    if (whole && !vanishing.seen(delivery, mapping, part)) {
                        keyed.set(false);
                    }
                }
                tally.add(counted);
                events.committed();
                return balance;
            }

            private Balance write(BatchParts.Part part) {
                String id = UlidCreator.getMonotonicUlid().toString();
                Optional<LedgerWriter.Mark> mark = delivery.channel().flatMap(channel -> Watermark.of(part.records()).map(value -> new LedgerWriter.Mark(channel, value)));
                return ledger.append(new Batch(id, delivery.id(), mapping, clock.instant(), part.accepted(), part.rejected(), part.deleted(), List.of(), mark,
                        balance -> events.batch(id, delivery, mapping, balance)));
            }
        }
    }
}
