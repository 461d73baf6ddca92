package datong.oversight.siem;

import datong.audit.LogReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows the log for one receiver, from its own place on the disk on. Every event is given, in order; after a failure or a restart the last ones may be given again, with the index that tells
 * them. While the receiver is away the hub goes on: the log keeps what waits.
 */
public final class Feed implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Feed.class);
    private static final int PORTION = 500;
    private static final Duration PAUSE = Duration.ofMillis(500);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
    private final String name;
    private final LogReader log;
    private final Sink sink;
    private final Path place;
    private final Thread follower;
    private volatile Optional<String> trouble = Optional.empty();
    private volatile long settled;
    private volatile boolean closed;

    /** @param name of its file in {@code folder} */
    Feed(String name, LogReader log, Sink sink, Path folder) {
        this.name = name;
        this.log = log;
        this.sink = sink;
        this.place = folder.resolve(name + ".next");
        this.settled = read();
        this.follower = Thread.ofPlatform().name("siem-" + name).daemon().unstarted(this::follow);
    }

    /** @param next index of the first event that is not safely there; @param behind events after it; @param trouble of the last attempt */
    public record Standing(String name, long next, long behind, Optional<String> trouble) {}

    public Standing standing() {
        return new Standing(name, settled, log.size() - settled, trouble);
    }

    public void start() {
        follower.start();
    }

    private void follow() {
        Duration pause = PAUSE;
        while (!closed) {
            try {
                giveAll();
            } catch (IOException | RuntimeException | Error failed) {
                if (trouble.isEmpty()) {
                    LOG.warn("The audit log's events cannot be given to {}: {}; nothing is lost, it is tried again", name, failed.getMessage());
                }
                trouble = Optional.of(String.valueOf(failed.getMessage()));
                sink.close();
                rest(pause);
                pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause.multipliedBy(2);
                continue;
            }
            pause = PAUSE;
        }
        sink.close();
    }

    /** Until it is closed or fails. */
    private void giveAll() throws IOException {
        long next = sink.settled(settled);
        while (!closed) {
            List<LogReader.Entry> events = log.read(next, PORTION);
            sink.take(events);
            next += events.size();
            if (trouble.isPresent()) {
                LOG.info("The audit log's events are given to {} again, from event {} on", name, settled);
                trouble = Optional.empty();
            }
            keep(sink.settled(settled));
            if (events.isEmpty()) {
                rest(PAUSE);
            }
        }
    }

    private void keep(long next) throws IOException {
        if (next == settled) {
            return;
        }
        Path fresh = place.resolveSibling(place.getFileName() + ".new");
        try (FileChannel file = FileChannel.open(fresh, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
            file.write(ByteBuffer.wrap((next + "\n").getBytes(StandardCharsets.US_ASCII)));
            file.force(true);
        }
        Files.move(fresh, place, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        settled = next;
    }

    private long read() {
        try {
            Files.createDirectories(place.getParent());
            return Files.exists(place) ? Long.parseLong(Files.readString(place).strip()) : 0;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        } catch (NumberFormatException broken) {
            throw new IllegalStateException(place + " does not hold the index of an event; put there the index that " + name + " is to go on with, or delete the file to begin anew", broken);
        }
    }

    private void rest(Duration pause) {
        try {
            Thread.sleep(pause);
        } catch (InterruptedException stop) {
            closed = true;
        }
    }

    @Override
    public void close() {
        closed = true;
        follower.interrupt();
        try {
            follower.join(Duration.ofSeconds(5));
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }
}
