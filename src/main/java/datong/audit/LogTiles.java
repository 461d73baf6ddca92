package datong.audit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The log as C2SP tlog-tiles serves it: a checkpoint, tiles of hashes, bundles of entries. Nothing of it says what an event says.
 * Goes as far as the checkpoint that is published. Thread-safe.
 */
public final class LogTiles {
    /** Hashes or entries of a full tile. */
    public static final int WIDTH = 256;
    private final Path folder;
    private final Supplier<Optional<Checkpoint>> published;

    /** @param published what outsiders are shown; empty while there is none that may be shown */
    public LogTiles(Path folder, Supplier<Optional<Checkpoint>> published) {
        this.folder = folder;
        this.published = published;
    }

    /** Publishes every checkpoint as it is signed. */
    public static LogTiles of(Path folder) {
        LogReader reader = LogReader.of(folder);
        return new LogTiles(folder, () -> Optional.of(reader.checkpoint()));
    }

    public Optional<Checkpoint> checkpoint() {
        return published.get();
    }

    /** The first {@code width} hashes of a tile; empty if the published tree has not as many. */
    public Optional<byte[]> hashes(int level, long tile, int width) {
        if (level >= TreeFiles.FILES || !published(level, tile, width)) {
            return Optional.empty();
        }
        try (FileChannel file = FileChannel.open(TreeFiles.file(folder, level * TreeFiles.STEP), StandardOpenOption.READ)) {
            return Optional.of(Segments.bytes(file, tile * WIDTH * Merkle.HASH, width * Merkle.HASH));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /**
     * The first {@code width} entries of a bundle, each behind its length in two bytes; empty if the published log has not as many.
     * Empty too where an event was disposed of, or is older than salts: its entry would be the event itself, and counts as pruned.
     */
    public Optional<byte[]> entries(long tile, int width) {
        if (!published(0, tile, width)) {
            return Optional.empty();
        }
        LogReader log = LogReader.of(folder);
        if (tile * WIDTH < log.first()) {
            return Optional.empty();
        }
        EventCommitment commitment = new EventCommitment();
        Bytes bundle = new Bytes(width * 64);
        for (LogReader.Entry line : log.read(tile * WIDTH, width)) {
            if (LogLine.members(line.line(), 0, line.line().length) < 0) {
                return Optional.empty();
            }
            byte[] entry = commitment.entry(line.line(), 0, line.line().length);
            bundle.add(entry.length >> 8).add(entry.length).add(entry);
        }
        return Optional.of(bundle.toArray());
    }

    private boolean published(int level, long tile, int width) {
        long complete = published.get().map(checkpoint -> checkpoint.size() >> level * TreeFiles.STEP).orElse(0L);
        return tile >= 0 && tile < Long.MAX_VALUE / WIDTH && width >= 1 && width <= WIDTH && tile * WIDTH + width <= complete;
    }
}
