package datong.audit;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Puts batches on the disk and signs checkpoints over them. Batches come from one thread, checkpoints from any. */
final class LogWriter {
    private static final Duration STATE_EVERY = Duration.ofSeconds(5);
    /** Zeros laid out ahead of the events, so that a wait for the disk is for the events alone and not for the file's length as well. */
    private static final int AHEAD = 1 << 20;
    /** Batches from this size on lengthen the file by themselves. */
    private static final int LARGE = 1 << 18;
    private final MerkleLog.Settings settings;
    private List<CheckpointSigner> signers;
    private final Clock clock;
    private final TreeFiles tree;
    private final Merkle merkle = new Merkle();
    private final ByteBuffer zeros = ByteBuffer.allocateDirect(AHEAD);
    private FileChannel events;
    private volatile TreeState durable;
    private Checkpoint newest;
    private Instant remembered;
    private Instant saved;
    /** Of the newest event: a year begins with a file of its own, so that files go when their year may. */
    private int year;

    private LogWriter(MerkleLog.Settings settings, List<CheckpointSigner> signers, Clock clock, TreeState state) throws IOException {
        this.settings = settings;
        this.signers = List.copyOf(signers);
        this.clock = clock;
        this.durable = state;
        this.tree = TreeFiles.open(settings.folder(), state.frontier().size());
        this.newest = signed(state);
        this.remembered = clock.instant();
        this.saved = clock.instant();
        this.year = Segments.year(settings.folder(), state.frontier().size() - 1);
    }

    /** The events that a crash left behind the newest checkpoint are on the disk before a checkpoint covers them. */
    static LogWriter open(MerkleLog.Settings settings, List<CheckpointSigner> signers, Clock clock, TreeState state,
            Optional<Checkpoint> newest) throws IOException {
        LogWriter writer = new LogWriter(settings, signers, clock, state);
        boolean old = newest.isEmpty() || newest.get().size() != state.frontier().size() || !newest.get().signedBy(LogKey.of(signers.getFirst()));
        if (old) {
            if (state.frontier().size() > 0) {
                writer.channel(state.segment()).force(true);
            }
            Checkpoints.publish(settings.folder(), writer.newest);
            Checkpoints.remember(settings.folder(), writer.newest);
        }
        state.save(settings.folder());
        return writer;
    }

    TreeState durable() {
        return durable;
    }

    /** Returns once the batch is on the disk. */
    void write(Batch batch, Frontier frontier, byte[] lastLeaf) throws IOException {
        int began = ClockWatch.year(batch.lines().array(), 0, batch.lines().length()).orElse(year);
        long segment = durable.offset() >= settings.segmentBytes() || durable.offset() > 0 && began > year ? batch.first() : durable.segment();
        year = Math.max(year, began);
        boolean fresh = events != null && segment != durable.segment();
        if (fresh) {
            finish();
        }
        boolean first = events == null;
        FileChannel channel = channel(segment);
        lengthen(channel, batch.lines().length());
        Durable.write(channel, batch.lines().buffer());
        channel.force(false);
        if (first) {
            Durable.folder(settings.folder());
        }
        tree.write(batch.hashes());
        durable = new TreeState(frontier, lastLeaf, segment, channel.position());
    }

    private void lengthen(FileChannel channel, int length) throws IOException {
        if (length < LARGE && channel.position() + length > channel.size()) {
            channel.write(zeros.clear(), channel.size());
        }
    }

    /** Takes the zeros away that no event was written over. */
    private void finish() throws IOException {
        events.truncate(events.position());
        events.close();
        events = null;
    }

    private FileChannel channel(long segment) throws IOException {
        if (events == null) {
            events = FileChannel.open(Segments.file(settings.folder(), segment), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            events.position(events.size());
        }
        return events;
    }

    synchronized Checkpoint checkpoint() throws IOException {
        TreeState state = durable;
        if (state.frontier().size() == newest.size()) {
            return newest;
        }
        Checkpoint fresh = signed(state);
        Checkpoints.publish(settings.folder(), fresh);
        newest = fresh;
        Instant now = clock.instant();
        if (!now.isBefore(remembered.plus(settings.historyEvery()))) {
            Checkpoints.remember(settings.folder(), fresh);
            remembered = now;
        }
        if (!now.isBefore(saved.plus(STATE_EVERY))) {
            save(state);
            saved = now;
        }
        return fresh;
    }

    /** The former key's last checkpoint covers all that is durable; from then on the next one signs. */
    synchronized void handOver(List<CheckpointSigner> next) throws IOException {
        if (LogKey.of(next.getFirst()).equals(LogKey.of(signers.getFirst()))) {
            return;
        }
        Checkpoint last = checkpoint();
        Checkpoints.remember(settings.folder(), last);
        LogKeys.handOver(settings.folder(), signers.getFirst(), next.getFirst(), last.size());
        signers = List.copyOf(next);
        newest = signed(durable);
        Checkpoints.publish(settings.folder(), newest);
        Checkpoints.remember(settings.folder(), newest);
    }

    private void save(TreeState state) throws IOException {
        tree.force();
        state.save(settings.folder());
    }

    private Checkpoint signed(TreeState state) {
        return Checkpoint.sign(settings.origin(), state.frontier().size(), state.frontier().root(merkle), signers);
    }

    synchronized void close(boolean sound) throws IOException {
        if (sound) {
            Checkpoint last = checkpoint();
            Checkpoints.History history = Checkpoints.history(settings.folder());
            if (history.notes().isEmpty() || history.notes().getLast().size() != last.size()) {
                Checkpoints.remember(settings.folder(), last);
            }
            save(durable);
        }
        tree.close();
        if (events != null) {
            finish();
        }
    }
}
