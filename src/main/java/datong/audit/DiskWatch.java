package datong.audit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Raises an alarm while there is still room: once the log cannot be written, nothing is answered any more. */
public final class DiskWatch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(DiskWatch.class);
    private static final int EVERY_SECONDS = 30;
    /** So many times the limit ends the alarm, so that it does not come and go. */
    private static final double AGAIN = 1.2;
    private final LongSupplier free;
    private final long limit;
    private final OwnEvents events;
    private final ScheduledExecutorService schedule = Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform().name("audit-disk").daemon().factory());
    private volatile Optional<String> alarm = Optional.empty();

    /** @param free bytes that the hub may still write; @param limit less is an alarm */
    public DiskWatch(LongSupplier free, long limit, OwnEvents events) {
        this.free = free;
        this.limit = limit;
        this.events = events;
    }

    /** Of the disk that a folder is on. */
    public static LongSupplier of(Path folder) {
        return () -> {
            try {
                return Files.getFileStore(folder).getUsableSpace();
            } catch (IOException unknown) {
                throw new UncheckedIOException(unknown);
            }
        };
    }

    public void start() {
        schedule.scheduleWithFixedDelay(this::attempt, 0, EVERY_SECONDS, TimeUnit.SECONDS);
    }

    private void attempt() {
        try {
            look();
        } catch (RuntimeException | Error later) {
            LOG.warn("The room on the audit log's disk could not be looked at; it is tried again", later);
        }
    }

    public synchronized void look() {
        long now = free.getAsLong();
        boolean low = now < (alarm.isPresent() ? limit * AGAIN : limit);
        if (low == alarm.isPresent()) {
            return;
        }
        alarm = low ? Optional.of("the audit log's disk has " + (now >> 20) + " MiB left; when it is full, nothing is answered any more. Make room, or have old files of the log moved "
                + "(datong.log.storage.archive)") : Optional.empty();
        if (low) {
            LOG.warn("{}", alarm.get());
        }
        events.add(low ? "DISK_LOW" : "DISK_ENOUGH", "disk", Map.of("free_bytes", String.valueOf(now), "limit_bytes", String.valueOf(limit)));
    }

    /** For health and console; empty while there is room. */
    public Optional<String> alarm() {
        return alarm;
    }

    @Override
    public void close() {
        schedule.shutdown();
    }
}
