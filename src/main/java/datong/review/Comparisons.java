package datong.review;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Comparisons of kept versions, each of which starts two policy engines: made one after the other, and kept for the day, fifty of them. */
public final class Comparisons implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Comparisons.class);
    private static final ZoneId DISTRICT = ZoneId.of("Asia/Shanghai");
    private static final int KEPT = 50;
    private static final int MOST_WAITING = 20;
    private final BiFunction<String, String, Optional<PolicyComparison.Compared>> comparing;
    private final Clock clock;
    private final Map<Versions, Entry> entries = new LinkedHashMap<>(16, 0.75f, true);
    private final ExecutorService worker = Executors.newSingleThreadExecutor(Thread.ofPlatform().daemon().name("policy-comparison").factory());
    private final AtomicInteger started = new AtomicInteger();
    private final AtomicInteger finished = new AtomicInteger();

    /** @param comparing makes one; empty if one of the versions is not kept */
    public Comparisons(BiFunction<String, String, Optional<PolicyComparison.Compared>> comparing, Clock clock) {
        this.comparing = comparing;
        this.clock = clock;
    }

    /** The questions of the last days, so a comparison is one of its day. */
    private record Versions(String from, String to, LocalDate day) {}

    private record Entry(int number, Future<Optional<PolicyComparison.Compared>> result) {}

    public sealed interface Standing {
        /** @param compared empty if one of the versions is not kept */
        record Done(Optional<PolicyComparison.Compared> compared) implements Standing {}

        /** @param before comparisons that are made first */
        record Waiting(int before) implements Standing {}

        /** Too many wait already; this one does not. */
        record Full() implements Standing {}

        /** The reason stands in the hub's log; asked again, it is tried again. */
        record Broken() implements Standing {}
    }

    /** Starts it unless it is there, and returns at once. */
    public synchronized Standing of(String from, String to) {
        Versions versions = new Versions(from, to, LocalDate.ofInstant(clock.instant(), DISTRICT));
        Entry known = entries.get(versions);
        if (known == null && started.get() - finished.get() >= MOST_WAITING) {
            return new Standing.Full();
        }
        Entry entry = known == null ? start(versions) : known;
        return switch (entry.result().state()) {
            case RUNNING -> new Standing.Waiting(Math.max(0, entry.number() - finished.get() - 1));
            case SUCCESS -> new Standing.Done(entry.result().resultNow());
            case FAILED, CANCELLED -> {
                entries.remove(versions);
                yield new Standing.Broken();
            }
        };
    }

    private Entry start(Versions versions) {
        Entry entry = new Entry(started.incrementAndGet(), worker.submit(() -> made(versions)));
        entries.put(versions, entry);
        Iterator<Entry> oldest = entries.values().iterator();
        while (entries.size() > KEPT && oldest.hasNext()) {
            if (oldest.next().result().isDone()) {
                oldest.remove();
            }
        }
        return entry;
    }

    private Optional<PolicyComparison.Compared> made(Versions versions) {
        try {
            return comparing.apply(versions.from(), versions.to());
        } catch (RuntimeException | LinkageError broken) {
            LOG.error("a comparison of policies broke off", broken);
            throw broken;
        } finally {
            finished.incrementAndGet();
        }
    }

    @Override
    public void close() {
        worker.shutdownNow();
    }
}
