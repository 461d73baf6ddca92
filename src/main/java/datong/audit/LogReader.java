package datong.audit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Reads events and proofs; needs no key and no writer. Thread-safe: every reading opens its own files. Remembers where the last
 * reading ended, so that one who follows the log does not search it each time.
 */
public final class LogReader {
    private final Path folder;
    private final LongSupplier size;
    private final Supplier<Checkpoint> checkpoint;
    private volatile Optional<Segments.Start> ended = Optional.empty();

    LogReader(Path folder, LongSupplier size, Supplier<Checkpoint> checkpoint) {
        this.folder = folder;
        this.size = size;
        this.checkpoint = checkpoint;
    }

    /** Reads a folder that another process may be writing, up to its newest checkpoint. */
    public static LogReader of(Path folder) {
        Supplier<Checkpoint> newest = () -> newest(folder);
        return new LogReader(folder, () -> newest.get().size(), newest);
    }

    /** @param line as it stands in the log */
    public record Entry(long index, byte[] line, AuditEvent event) {
        /** That of its public entry (docs/AUDIT.md); hashed anew with every part of the event at each call. */
        public byte[] leafHash() {
            return new EventCommitment().leaf(line, 0, line.length);
        }
    }

    /** That the event at an index is in the tree that the checkpoint was signed over. */
    public record InclusionProof(long index, byte[] leafHash, List<byte[]> path, Checkpoint checkpoint) {
        public boolean holds() {
            return MerkleProofs.includes(index, checkpoint.size(), leafHash, path, checkpoint.root());
        }
    }

    public long size() {
        return size.getAsLong();
    }

    public Checkpoint checkpoint() {
        return checkpoint.get();
    }

    /** The first event that was not disposed of. */
    public long first() {
        try {
            return Disposals.end(folder);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** The event that says that this one was disposed of; empty if it was not. */
    public Optional<Long> disposedBy(long index) {
        try {
            return Disposals.last(folder).filter(disposed -> index < disposed.end()).map(Disposals.Disposed::event);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Empty if it was disposed of, too. */
    public Optional<Entry> find(LogIndex index) {
        return index.value() < first() ? Optional.empty() : read(index.value(), 1).stream().findFirst();
    }

    /**
     * Events from an index on, in order, {@code most} at most.
     *
     * @throws IllegalStateException if the first of them was disposed of
     */
    public List<Entry> read(long from, int most) {
        long end = Math.min(size(), from + most);
        List<Entry> entries = new ArrayList<>();
        if (from < 0 || from >= end) {
            return entries;
        }
        try {
            if (from < first()) {
                throw new IllegalStateException("event " + from + " was disposed of; the audit log begins with event " + first());
            }
            Segments.Start start = ended.filter(last -> last.index() == from).or(() -> find(from)).orElseThrow(() -> missing(from));
            for (Segments.Segment segment : Segments.list(folder)) {
                boolean begun = segment.file().equals(start.file());
                if (entries.size() < end - from && (begun || segment.first() >= from)) {
                    Segments.read(segment.file(), begun ? start.offset() : 0, line -> {
                        entries.add(entry(from + entries.size(), line));
                        ended = Optional.of(new Segments.Start(segment.file(), line.offset() + line.length() + 1, from + entries.size()));
                        return entries.size() < end - from;
                    });
                }
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        return entries;
    }

    private Optional<Segments.Start> find(long index) {
        try {
            return Segments.find(folder, index);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    public InclusionProof prove(LogIndex index) {
        return prove(index, checkpoint());
    }

    /** Under an older checkpoint of this log. */
    InclusionProof prove(LogIndex index, Checkpoint over) {
        if (index.value() < 0 || index.value() >= over.size()) {
            throw new IllegalArgumentException("the log has events 0 to " + (over.size() - 1) + ", not " + index.value());
        }
        try (TreeReader tree = new TreeReader(folder)) {
            return new InclusionProof(index.value(), tree.leaf(index.value()), tree.proofs().inclusion(index.value(), over.size()), over);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** That the tree of {@code oldSize} events is the beginning of the checkpoint's tree. */
    public List<byte[]> consistency(long oldSize, Checkpoint later) {
        try (TreeReader tree = new TreeReader(folder)) {
            return tree.proofs().consistency(oldSize, later.size());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static Entry entry(long index, Segments.Line line) {
        byte[] bytes = java.util.Arrays.copyOfRange(line.bytes(), line.from(), line.from() + line.length());
        if (LogLine.index(bytes, 0, bytes.length) != index) {
            throw missing(index);
        }
        return new Entry(index, bytes, EventJson.read(bytes));
    }

    private static IllegalStateException missing(long index) {
        return new IllegalStateException("event " + index + " is not where it belongs in the audit log; run 'bin/datong audit verify'");
    }

    private static Checkpoint newest(Path folder) {
        try {
            if (!Files.isDirectory(folder)) {
                throw new IllegalArgumentException("there is no audit log in " + folder + "; name its folder with --log");
            }
            return Checkpoints.newest(folder)
                    .orElseThrow(() -> new IllegalArgumentException("the audit log in " + folder + " has no checkpoint"));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
