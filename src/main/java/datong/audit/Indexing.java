package datong.audit;

import datong.audit.KeyedIndex.Line;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes an index over every stretch of the log, without a gap, and commits its root into the log: after so many events, or after so long. */
public final class Indexing implements AutoCloseable {
    /** Events of a stretch at most. */
    public static final int STRETCH = 65_536;
    private static final Logger LOG = LoggerFactory.getLogger(Indexing.class);
    private static final Duration LOOK = Duration.ofSeconds(5);
    private static final int PORTION = 4096;
    private final Path folder;
    private final LogReader log;
    private final Duration every;
    private final OwnEvents events;
    private final Salts salts = new Salts();
    private final ScheduledExecutorService schedule = Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform().name("audit-index").daemon().factory());
    private Optional<Long> next = Optional.empty();
    private Instant last;

    /** @param every longest time that an event waits for an index over it */
    public Indexing(Path folder, LogReader log, Duration every, OwnEvents events) {
        this.folder = folder;
        this.log = log;
        this.every = every;
        this.events = events;
        this.last = events.clock().instant();
    }

    public void start() {
        schedule.scheduleWithFixedDelay(this::attempt, 0, LOOK.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void attempt() {
        try {
            indexWhatIsDue();
        } catch (RuntimeException | Error later) {
            LOG.warn("The audit log could not be indexed; it is tried again", later);
        }
    }

    /** Full stretches at once, a shorter one when its time has come. */
    public synchronized void indexWhatIsDue() {
        long first = next.orElseGet(() -> new Indexes(folder, log).end());
        while (log.size() - first >= STRETCH) {
            first = index(first, first + STRETCH);
        }
        if (log.size() > first + 1 && !events.clock().instant().isBefore(last.plus(every))) {
            first = index(first, log.size());
        }
        next = Optional.of(first);
    }

    /** Indexes everything that is in the log now. */
    public synchronized void indexAll() {
        last = Instant.MIN;
        indexWhatIsDue();
    }

    private long index(long first, long end) {
        IndexSegment segment = write(folder, log, first, end, salts.next());
        LogIndex at = events.add(IndexSegment.KIND, "index", segment.details());
        Indexes.note(folder, at.value());
        last = events.clock().instant();
        return end;
    }

    /** Reads the stretch and writes its file. */
    static IndexSegment write(Path folder, LogReader log, long first, long end, byte[] salt) {
        Made made = make(log, first, end, salt);
        try {
            IndexFile.write(folder, first, made.lines());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        return made.segment();
    }

    record Made(IndexSegment segment, List<Line> lines) {}

    static Made make(LogReader log, long first, long end, byte[] salt) {
        KeyedIndex index = new KeyedIndex(salt);
        Instant earliest = Instant.MAX;
        Instant latest = Instant.MIN;
        for (long at = first; at < end; at += PORTION) {
            for (LogReader.Entry entry : log.read(at, (int) Math.min(PORTION, end - at))) {
                index.add(entry.index(), entry.event());
                earliest = entry.event().time().isBefore(earliest) ? entry.event().time() : earliest;
                latest = entry.event().time().isAfter(latest) ? entry.event().time() : latest;
            }
        }
        List<Line> lines = index.lines();
        return new Made(new IndexSegment(first, end, earliest, latest, lines.size(), salt, KeyedIndex.root(lines)), lines);
    }

    @Override
    public void close() {
        schedule.shutdown();
    }
}
