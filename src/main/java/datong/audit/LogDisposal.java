package datong.audit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Lets the oldest files of events go. Their hashes stay, so that every checkpoint, older or later, can be checked as before, and an event of the log says what went and who wanted it.
 *
 * <p>Promise: nothing is deleted before that event is durable under a signed checkpoint; cut off in between, doing it again leads to the same.
 */
public final class LogDisposal {
    static final String KIND = "LOG_DISPOSED";
    private final Path folder;
    private final MerkleLog log;
    private final OwnEvents events;

    public LogDisposal(Path folder, MerkleLog log, OwnEvents events) {
        this.folder = folder;
        this.log = log;
        this.events = events;
    }

    /**
     * Whole files at the beginning of the log.
     *
     * @param first, end from the first event to before {@code end}; @param latest time of one of them; @param root of the tree over all events before {@code end}, hex
     */
    public record Range(long first, long end, Instant latest, String root) {}

    /** What may go: files of which every event is older than a moment. Reads them; the file that is being written never goes. */
    public Optional<Range> olderThan(Instant cutoff) {
        try {
            List<Segments.Segment> held = Segments.list(folder);
            long end = 0;
            Instant latest = Instant.MIN;
            for (int each = 0; each < held.size() - 1; each++) {
                Instant newest = newest(held.get(each).file());
                if (!newest.isBefore(cutoff)) {
                    break;
                }
                end = held.get(each + 1).first();
                latest = newest.isAfter(latest) ? newest : latest;
            }
            return end == 0 ? Optional.empty() : Optional.of(new Range(held.getFirst().first(), end, latest, HexFormat.of().formatHex(root(end))));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Fails rather than taking a line that it cannot read for an old one. */
    private static Instant newest(Path file) throws IOException {
        Instant[] newest = {Instant.MIN};
        Segments.read(file, 0, line -> {
            Instant time = EventJson.read(Arrays.copyOfRange(line.bytes(), line.from(), line.from() + line.length())).time();
            newest[0] = time.isAfter(newest[0]) ? time : newest[0];
            return true;
        });
        return newest[0];
    }

    private byte[] root(long size) throws IOException {
        try (TreeReader tree = new TreeReader(folder)) {
            return tree.proofs().root(size);
        }
    }

    /** Whether the log says so already; then it is to be finished. */
    public boolean begun(Range range) {
        return log.reader().first() >= range.end();
    }

    /**
     * Deletes the files.
     *
     * @param words who asked, who confirmed, and by which term; stand in the event
     * @return the event that says so
     */
    public long dispose(Range range, Map<String, String> words) {
        try {
            Optional<Disposals.Disposed> before = Disposals.last(folder).filter(disposed -> disposed.end() >= range.end());
            Disposals.Disposed disposed = before.isPresent() ? before.get() : book(range, words);
            delete(disposed.end());
            return disposed.event();
        } catch (IOException failed) {
            throw new UncheckedIOException("old files of the audit log could not be deleted: " + failed.getMessage(), failed);
        }
    }

    private Disposals.Disposed book(Range range, Map<String, String> words) throws IOException {
        if (Segments.list(folder).stream().noneMatch(segment -> segment.first() == range.end()) || !HexFormat.of().formatHex(root(range.end())).equals(range.root())) {
            throw new IOException("no file begins with event " + range.end() + ", or the events before it are others than were asked about");
        }
        Map<String, String> details = new TreeMap<>(words);
        details.putAll(Map.of("first", String.valueOf(range.first()), "end", String.valueOf(range.end()), "latest", range.latest().toString(), "root", range.root()));
        LogIndex event = events.add(KIND, "disposal", details);
        forceTree();
        log.checkpoint();
        Disposals.Disposed disposed = new Disposals.Disposed(range.end(), event.value());
        Indexes.forget(folder, range.end());
        Disposals.note(folder, disposed);
        return disposed;
    }

    private void forceTree() throws IOException {
        for (int each = 0; each < TreeFiles.FILES; each++) {
            try (FileChannel file = FileChannel.open(TreeFiles.file(folder, each * TreeFiles.STEP), StandardOpenOption.WRITE)) {
                file.force(true);
            }
        }
    }

    /** In the archive, too. */
    private void delete(long end) throws IOException {
        for (Segments.Segment segment : Segments.over(folder)) {
            if (Files.isSymbolicLink(segment.file())) {
                Path archived = Files.readSymbolicLink(segment.file());
                if (!Files.isDirectory(archived.getParent())) {
                    throw new IOException("there is no folder " + archived.getParent() + "; is it mounted?");
                }
                Files.deleteIfExists(archived);
            }
            Files.delete(segment.file());
        }
        IndexFile.deleteBefore(folder, end);
        Durable.folder(folder);
    }
}
