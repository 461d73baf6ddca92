package datong.audit;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The audit log in a folder. Callers put their events into the open batch; one writer takes batch after batch, writes it and waits
 * for the disk, while the next fills: many callers share one fsync. After the first disk error nothing is accepted until restart.
 */
public final class MerkleLog implements AuditLog, AutoCloseable {
    private static final int FULL = 16 << 20;
    private static final int PORTION = 512;
    private final LogWriter writer;
    private final FileChannel lockFile;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition filled = lock.newCondition();
    private final Condition taken = lock.newCondition();
    private final Merkle merkle = new Merkle();
    private final EventCommitment commitment = new EventCommitment();
    private final Salts salts = new Salts();
    private final Thread sequencer;
    private final ScheduledExecutorService signing;
    private final Path folder;
    private volatile LogKey key;
    private Frontier frontier;
    private byte[] lastLeaf;
    private Batch open;
    private Batch.Memory spare = new Batch.Memory();
    private boolean closing;
    private volatile Throwable broken;

    /**
     * @param origin name of the log, first line of its checkpoints
     * @param segmentBytes size from which a new file of events is begun
     * @param checkpointEvery longest time that an event waits for a signed checkpoint over it
     * @param historyEvery how often a checkpoint is kept for good
     */
    public record Settings(Path folder, String origin, long segmentBytes, Duration checkpointEvery, Duration historyEvery) {
        public static Settings of(Path folder, String origin) {
            return new Settings(folder, origin, 256L << 20, Duration.ofMillis(200), Duration.ofMinutes(1));
        }
    }

    private MerkleLog(Settings settings, LogKey key, FileChannel lockFile, TreeState state, LogWriter writer) {
        this.folder = settings.folder();
        this.key = key;
        this.lockFile = lockFile;
        this.writer = writer;
        this.frontier = state.frontier().copy();
        this.lastLeaf = state.lastLeaf();
        this.open = new Batch(frontier.size(), new Batch.Memory());
        this.sequencer = Thread.ofPlatform().name("audit-log").daemon().start(this::write);
        this.signing = Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform().name("audit-checkpoint").daemon().factory());
        long every = settings.checkpointEvery().toMillis();
        signing.scheduleWithFixedDelay(this::sign, every, every, TimeUnit.MILLISECONDS);
    }

    /**
     * Opens the log and goes on where it ended.
     *
     * @param signers the first signs with Ed25519 and is the log's key; others may sign beside it
     * @throws AuditUnavailable if the folder cannot be written, another process writes it, or it was altered
     */
    public static MerkleLog open(Settings settings, List<CheckpointSigner> signers, Clock clock) {
        return open(settings, signers, List.of(), clock);
    }

    /** @param former keys that may have signed the log so far; if one of them signed the newest checkpoint, it hands the log over to the first of the signers */
    public static MerkleLog open(Settings settings, List<CheckpointSigner> signers, List<CheckpointSigner> former, Clock clock) {
        try {
            Files.createDirectories(settings.folder());
            FileChannel lockFile = lock(settings.folder());
            try {
                return open(settings, signers, former, clock, lockFile);
            } catch (IOException | RuntimeException failed) {
                lockFile.close();
                throw failed;
            }
        } catch (IOException | IllegalArgumentException failed) {
            throw new AuditUnavailable("the audit log in " + settings.folder() + " cannot be opened: " + failed.getMessage(), failed);
        }
    }

    private static MerkleLog open(Settings settings, List<CheckpointSigner> signers, List<CheckpointSigner> former, Clock clock, FileChannel lockFile) throws IOException {
        Path folder = settings.folder();
        LogKey key = LogKey.of(signers.getFirst());
        Optional<Checkpoint> newest = Checkpoints.newest(folder);
        if (newest.isPresent() && !LogKeys.trusting(key, folder).vouchFor(newest.get())) {
            CheckpointSigner last = former.stream().filter(each -> newest.get().signedBy(LogKey.of(each))).findFirst().orElseThrow(() -> new AuditUnavailable(
                    "the newest checkpoint in " + folder + " is not signed by this hub's key " + key.name() + "; restore the key ring that belongs to this log", null));
            LogKeys.handOver(folder, last, signers.getFirst(), newest.get().size());
        }
        if (newest.isEmpty() && !Segments.list(folder).isEmpty()) {
            throw new AuditUnavailable("the audit log in " + folder + " has events but no checkpoint; restore the folder from its backup", null);
        }
        Checkpoints.mend(folder);
        TreeState state = new Recovery(folder).run(newest);
        publish(folder, signers);
        LogWriter writer = LogWriter.open(settings, signers, clock, state, newest);
        Durable.folder(folder);
        return new MerkleLog(settings, key, lockFile, state, writer);
    }

    private static FileChannel lock(Path folder) throws IOException {
        FileChannel channel = FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock held;
        try {
            held = channel.tryLock();
        } catch (OverlappingFileLockException sameProcess) {
            held = null;
        }
        if (held == null) {
            channel.close();
            throw new AuditUnavailable("another process is writing the audit log in " + folder + "; stop it first", null);
        }
        return channel;
    }

    @Override
    public LogIndex append(AuditEvent event) {
        Sealed sealed = sealed(event, new EventCommitment());
        lock.lock();
        Batch batch;
        long index;
        try {
            batch = accepting();
            index = add(batch, sealed);
            filled.signal();
        } finally {
            lock.unlock();
        }
        batch.outcome().ifPresent(MerkleLog::unavailable);
        return new LogIndex(index);
    }

    @Override
    public List<LogIndex> appendAll(List<AuditEvent> events) {
        List<LogIndex> indexes = new ArrayList<>(events.size());
        EventCommitment commitments = new EventCommitment();
        Batch batch = null;
        for (int from = 0; from < events.size(); from += PORTION) {
            List<Sealed> portion = events.subList(from, Math.min(events.size(), from + PORTION)).stream().map(event -> sealed(event, commitments)).toList();
            lock.lock();
            try {
                batch = accepting();
                for (Sealed each : portion) {
                    indexes.add(new LogIndex(add(batch, each)));
                }
                filled.signal();
            } finally {
                lock.unlock();
            }
        }
        if (batch != null) {
            batch.outcome().ifPresent(MerkleLog::unavailable);
        }
        return indexes;
    }

    /** Why nothing can be appended any more; empty while the log is sound. */
    public Optional<String> failure() {
        return Optional.ofNullable(broken).map(cause -> String.valueOf(cause.getMessage()));
    }

    /** Events that are durable. */
    public long size() {
        return writer.durable().frontier().size();
    }

    /** The reading side of this log, up to what is durable. */
    public LogReader reader() {
        return new LogReader(folder, this::size, this::checkpoint);
    }

    /** Re-reads this log's folder with its public key; may run while it is written. */
    public AuditVerifier verifier() {
        return new AuditVerifier(folder, key);
    }

    /** Makes evidence of this log's events for outsiders. */
    public EvidenceDesk evidence() {
        return new EvidenceDesk(folder);
    }

    /** A checkpoint over every event that is durable now; signed here if the newest one is older. */
    public Checkpoint checkpoint() {
        requireUnbroken();
        try {
            return writer.checkpoint();
        } catch (IOException failed) {
            fail(failed);
            throw new AuditUnavailable("the audit log cannot write its checkpoint", failed);
        }
    }

    /**
     * Another key signs from now on. Whoever knows the former one alone is led to it by the file {@code log.keys}; a crash in between loses nothing, since
     * {@link #open} goes on with it.
     *
     * @param next as for {@link #open}; nothing happens if its first one signs already
     */
    public LogKey handOver(List<CheckpointSigner> next) {
        requireUnbroken();
        try {
            writer.handOver(next);
            key = LogKey.of(next.getFirst());
            publish(folder, next);
            return key;
        } catch (IOException failed) {
            fail(failed);
            throw new AuditUnavailable("the audit log cannot be handed over to its next key", failed);
        }
    }

    private static void publish(Path folder, List<CheckpointSigner> signers) throws IOException {
        Durable.replace(folder.resolve("log.key"), (LogKey.of(signers.getFirst()) + "\n").getBytes(StandardCharsets.UTF_8));
        Optional<SecondKey> second = SecondKey.among(signers);
        if (second.isPresent()) {
            Durable.replace(folder.resolve(SecondKey.FILE), (second.get() + "\n").getBytes(StandardCharsets.UTF_8));
        }
    }

    private Batch accepting() {
        requireUnbroken();
        while (open.lines().length() > FULL && !closing) {
            taken.awaitUninterruptibly();
            requireUnbroken();
        }
        if (closing) {
            throw new AuditUnavailable("the audit log is closed", null);
        }
        return open;
    }

    /** An event made ready outside the lock. */
    private record Sealed(byte[] members, byte[] salt, byte[] body) {}

    private Sealed sealed(AuditEvent event, EventCommitment commitments) {
        byte[] members = EventJson.members(event);
        byte[] salt = salts.next();
        return new Sealed(members, salt, commitments.body(salt, members, 0, members.length));
    }

    private long add(Batch batch, Sealed event) {
        long index = frontier.size();
        try {
            LogLine.write(batch.lines(), index, lastLeaf, event.salt(), event.members());
            lastLeaf = merkle.leaf(commitment.entry(index, lastLeaf, event.body()));
            batch.lines().add('\n');
            frontier.add(lastLeaf, merkle, batch::completed);
            return index;
        } catch (Throwable halfWritten) {
            broken = halfWritten;
            throw halfWritten;
        }
    }

    private void write() {
        for (Optional<Taken> next = take(); next.isPresent(); next = take()) {
            Batch batch = next.get().batch();
            try {
                writer.write(batch, next.get().frontier(), next.get().lastLeaf());
                batch.durable();
            } catch (Throwable failed) {
                fail(failed);
                batch.failed(failed);
            }
            lock.lock();
            spare = batch.memory();
            lock.unlock();
        }
    }

    private record Taken(Batch batch, Frontier frontier, byte[] lastLeaf) {}

    private Optional<Taken> take() {
        lock.lock();
        try {
            while (frontier.size() == open.first()) {
                if (closing) {
                    return Optional.empty();
                }
                filled.awaitUninterruptibly();
            }
            Taken full = new Taken(open, frontier.copy(), lastLeaf);
            open = new Batch(frontier.size(), spare);
            taken.signalAll();
            if (broken != null) {
                full.batch().failed(broken);
                spare = full.batch().memory();
                return take();
            }
            return Optional.of(full);
        } finally {
            lock.unlock();
        }
    }

    private void sign() {
        if (broken != null) {
            return;
        }
        try {
            writer.checkpoint();
        } catch (Throwable failed) {
            fail(failed);
        }
    }

    private void fail(Throwable cause) {
        lock.lock();
        try {
            broken = broken == null ? cause : broken;
            taken.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void requireUnbroken() {
        if (broken != null) {
            unavailable(broken);
        }
    }

    private static void unavailable(Throwable cause) {
        throw new AuditUnavailable("the audit log cannot be written: " + cause.getMessage()
                + "; nothing is answered until the disk is mended and the hub restarted", cause);
    }

    /** Writes what waits, signs a last checkpoint and gives the folder free. */
    @Override
    public void close() {
        lock.lock();
        closing = true;
        filled.signalAll();
        taken.signalAll();
        lock.unlock();
        signing.shutdown();
        try {
            sequencer.join();
            signing.awaitTermination(10, TimeUnit.SECONDS);
            writer.close(broken == null);
            lockFile.close();
        } catch (IOException failed) {
            throw new AuditUnavailable("the audit log could not be closed; its events are safe, its last checkpoint is not", failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
