package datong.audit;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Moves old files of events to another folder, on cheaper storage: a link stands in their place, and everything reads, serves and verifies them as before. The file that is being written
 * stays, and so do tree and checkpoints. A crash in between leaves the file where it was, or in both places.
 */
public final class Archiving implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Archiving.class);
    private static final Duration EVERY = Duration.ofHours(1);
    private static final int PIECE = 1 << 20;
    private final Path folder;
    private final LogReader log;
    private final Path archive;
    private final Duration after;
    private final OwnEvents events;
    private final ScheduledExecutorService schedule = Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform().name("audit-archive").daemon().factory());

    /** @param archive must be there, so that a mount that is away is not taken for an empty folder; @param after how long the newest event of a file has to be over */
    public Archiving(Path folder, LogReader log, Path archive, Duration after, OwnEvents events) {
        this.folder = folder;
        this.log = log;
        this.archive = archive.toAbsolutePath();
        this.after = after;
        this.events = events;
    }

    public void start() {
        schedule.scheduleWithFixedDelay(this::attempt, 1, EVERY.toMinutes(), TimeUnit.MINUTES);
    }

    private void attempt() {
        try {
            moveWhatIsOld();
        } catch (IOException | RuntimeException | Error later) {
            LOG.warn("Old files of the audit log could not be moved to {}: {}; they stay where they are, and it is tried again", archive, later.getMessage());
        }
    }

    /** @return how many files it moved */
    public synchronized int moveWhatIsOld() throws IOException {
        List<Segments.Segment> segments = Segments.list(folder);
        int moved = 0;
        for (int each = 0; each < segments.size() - 1; each++) {
            long end = segments.get(each + 1).first();
            if (!Files.isSymbolicLink(segments.get(each).file()) && old(end - 1)) {
                move(segments.get(each), end);
                moved++;
            }
        }
        return moved;
    }

    private boolean old(long newest) {
        Instant limit = events.clock().instant().minus(after);
        return log.find(new LogIndex(newest)).filter(entry -> entry.event().time().isBefore(limit)).isPresent();
    }

    private void move(Segments.Segment segment, long end) throws IOException {
        if (!Files.isDirectory(archive)) {
            throw new IOException("there is no folder " + archive + "; is it mounted?");
        }
        Path file = segment.file();
        Path target = archive.resolve(file.getFileName());
        byte[] digest = copy(file, target);
        if (!MessageDigest.isEqual(digest, digest(target))) {
            throw new IOException("the copy " + target + " is not what was written to it");
        }
        events.add("LOG_ARCHIVED", "archive", new TreeMap<>(Map.of("file", file.getFileName().toString(), "first", String.valueOf(segment.first()), "end", String.valueOf(end), "to", archive.toString(),
                "sha256", HexFormat.of().formatHex(digest))));
        Path link = file.resolveSibling(file.getFileName() + ".link");
        Files.deleteIfExists(link);
        Files.createSymbolicLink(link, target);
        Files.move(link, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        Durable.folder(folder);
    }

    /** Durable under its name when this returns. */
    private static byte[] copy(Path file, Path target) throws IOException {
        Path fresh = target.resolveSibling(target.getFileName() + ".new");
        Files.copy(file, fresh, StandardCopyOption.REPLACE_EXISTING);
        try (FileChannel channel = FileChannel.open(fresh, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
        Files.move(fresh, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        Durable.folder(target.getParent());
        return digest(file);
    }

    private static byte[] digest(Path file) throws IOException {
        MessageDigest digest = Merkle.sha256();
        try (var in = Files.newInputStream(file)) {
            byte[] piece = new byte[PIECE];
            for (int read = in.read(piece); read >= 0; read = in.read(piece)) {
                digest.update(piece, 0, read);
            }
        }
        return digest.digest();
    }

    @Override
    public void close() {
        schedule.shutdown();
    }
}
