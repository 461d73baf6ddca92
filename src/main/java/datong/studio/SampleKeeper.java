package datong.studio;

import datong.ledger.LedgerWriter;
import datong.source.RawRecord;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A ledger's writer that keeps a few records of each source as they arrived. Intake waits for none of it: after a batch is committed
 * some of its records are noted, and another thread seals and stores them. What is noted and not yet sealed is lost with the process.
 */
public final class SampleKeeper implements LedgerWriter, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SampleKeeper.class);
    /** So many are sealed at once as they come; a source that goes on gets one in ten minutes. */
    private static final int AT_ONCE = 6;
    private static final Duration PAUSE = Duration.ofMinutes(10);
    private static final Duration HOUR = Duration.ofHours(1);
    private final LedgerWriter ledger;
    private final KeptSamples samples;
    private final Settings settings;
    private final Clock clock;
    private final Map<String, Noted> noted = new HashMap<>();
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform().name("sample-keeper").daemon().factory());

    /** @param rows records kept of a source, 0: none; @param days they are kept; @param every how often noted records are sealed */
    public record Settings(int rows, int days, Duration every) {}

    public SampleKeeper(LedgerWriter ledger, KeptSamples samples, Settings settings, Clock clock) {
        this.ledger = ledger;
        this.samples = samples;
        this.settings = settings;
        this.clock = clock;
        if (settings.rows() > 0) {
            thread.scheduleWithFixedDelay(this::carefully, settings.every().toMillis(), settings.every().toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    @Override
    public Balance append(Batch batch) {
        Balance balance = ledger.append(batch);
        if (settings.rows() > 0 && batch.replayed().isEmpty()) {
            note(batch);
        }
        return balance;
    }

    private void note(Batch batch) {
        List<RawRecord> rejected = batch.rejected().stream().limit(most()).map(Rejected::raw).toList();
        List<RawRecord> accepted = batch.accepted().isEmpty() ? List.of() : some(batch.accepted());
        synchronized (noted) {
            noted.computeIfAbsent(batch.mapping().source(), source -> new Noted()).add(rejected, accepted, most());
        }
    }

    /** Evenly out of the batch. */
    private List<RawRecord> some(List<Accepted> accepted) {
        int step = Math.max(1, accepted.size() / most());
        return Stream.iterate(0, index -> index < accepted.size(), index -> index + step).limit(most()).map(index -> accepted.get(index).raw()).toList();
    }

    /** Records sealed together. */
    private int most() {
        return Math.max(1, settings.rows() / 5);
    }

    private void carefully() {
        try {
            keep();
        } catch (RuntimeException | Error failed) {
            LOG.warn("records for trying mappings could not be kept; the next ones are tried again: {}", failed.getClass().getSimpleName());
        }
    }

    /** Seals what is due now and deletes what is over. */
    void keep() {
        Instant now = clock.instant();
        Map<String, List<RawRecord>> due = new HashMap<>();
        synchronized (noted) {
            noted.forEach((source, some) -> some.take(now).ifPresent(records -> due.put(source, records)));
        }
        due.forEach((source, records) -> samples.keep(source, records, now));
        if (!due.isEmpty() || now.getEpochSecond() % HOUR.toSeconds() < settings.every().toSeconds()) {
            samples.tidy(settings.rows(), now.minus(Duration.ofDays(settings.days())));
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }

    /** Of one source. */
    private static final class Noted {
        private final List<RawRecord> records = new ArrayList<>();
        private Instant hour = Instant.EPOCH;
        private Instant last = Instant.EPOCH;
        private int taken;

        /** At most half of them rejected ones, where there are others. */
        void add(List<RawRecord> rejected, List<RawRecord> accepted, int most) {
            rejected.stream().limit(Math.max(most / 2, most - accepted.size())).takeWhile(record -> records.size() < most).forEach(records::add);
            accepted.stream().takeWhile(record -> records.size() < most).forEach(records::add);
        }

        Optional<List<RawRecord>> take(Instant now) {
            if (now.isAfter(hour.plus(HOUR))) {
                hour = now;
                taken = 0;
            }
            if (records.isEmpty() || taken >= AT_ONCE && now.isBefore(last.plus(PAUSE))) {
                return Optional.empty();
            }
            taken++;
            last = now;
            List<RawRecord> due = List.copyOf(records);
            records.clear();
            return Optional.of(due);
        }
    }
}
