package datong.audit;

import datong.audit.AuditLog.AuditUnavailable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Optional;

/**
 * Finds the end of a log at start: takes the cached tree, reads the events behind it, brings the tree files up to date and cuts
 * what was never acknowledged. Refuses a log that is less than its own newest checkpoint.
 */
final class Recovery {
    private final Path folder;
    private final Merkle merkle = new Merkle();
    private final EventCommitment commitment = new EventCommitment();
    private Frontier frontier;
    private byte[] lastLeaf;
    private long segment;
    private long end;

    Recovery(Path folder) {
        this.folder = folder;
    }

    TreeState run(Optional<Checkpoint> newest) throws IOException {
        Optional<TreeState> cached = TreeState.load(folder)
                .filter(saved -> saved.frontier().size() <= newest.map(Checkpoint::size).orElse(0L))
                .filter(saved -> TreeFiles.hold(folder, saved.frontier().size()))
                .filter(saved -> Segments.file(folder, saved.segment()).toFile().length() >= saved.offset());
        TreeState state = cached.isPresent() ? cached.get() : begin();
        frontier = state.frontier().copy();
        lastLeaf = state.lastLeaf();
        segment = state.segment();
        end = state.offset();
        Batch hashes = new Batch(0, new Batch.Memory());
        try (TreeFiles tree = TreeFiles.open(folder, frontier.size())) {
            check(newest);
            for (Segments.Segment each : Segments.list(folder)) {
                if (each.first() >= segment) {
                    replay(each, each.first() == segment ? end : 0, newest, hashes, tree);
                }
            }
            tree.write(hashes.hashes());
            tree.force();
        }
        if (newest.isPresent() && newest.get().size() > frontier.size()) {
            throw refused("it ends before event " + frontier.size() + " but its newest checkpoint covers " + newest.get().size() + " events");
        }
        return new TreeState(frontier, lastLeaf, segment, end);
    }

    private TreeState begin() throws IOException {
        long end = Disposals.end(folder);
        if (!TreeFiles.hold(folder, end)) {
            throw refused("its events before " + end + " were disposed of, and its tree files do not have all their hashes");
        }
        return Disposals.start(folder);
    }

    private void replay(Segments.Segment file, long from, Optional<Checkpoint> newest, Batch hashes, TreeFiles tree) throws IOException {
        if (from == 0 && file.first() != frontier.size()) {
            throw refused("its file " + file.file().getFileName() + " does not follow event " + (frontier.size() - 1));
        }
        segment = file.first();
        long[] hole = {-1};
        long whole = Segments.read(file.file(), from, line -> {
            if (LogLine.index(line.bytes(), line.from(), line.length()) != frontier.size()
                    || !LogLine.follows(line.bytes(), line.from(), line.length(), lastLeaf)) {
                hole[0] = line.offset();
                return tornByPowerLoss(line);
            }
            lastLeaf = commitment.leaf(line.bytes(), line.from(), line.length());
            frontier.add(lastLeaf, merkle, hashes::completed);
            check(newest);
            if (hashes.hashes()[0].length() > 1 << 20) {
                tree.write(hashes.hashes());
                Arrays.stream(hashes.hashes()).forEach(Bytes::clear);
            }
            return true;
        });
        end = hole[0] < 0 ? whole : hole[0];
        cut(file.file());
    }

    /** A power cut can leave zeros where data was not yet on the disk; nothing behind them was ever acknowledged. Anything else is not ours to cut. */
    private boolean tornByPowerLoss(Segments.Line line) {
        for (int at = line.from(); at < line.from() + line.length(); at++) {
            if (line.bytes()[at] == 0) {
                return false;
            }
        }
        throw refused("the line at byte " + line.offset() + " of " + line.file().getFileName() + " is not event " + frontier.size());
    }

    private void cut(Path file) throws IOException {
        long length = Files.size(file);
        if (length == end) {
            return;
        }
        boolean torn = Segments.goesOn(file, end);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            if (torn) {
                Durable.replace(folder.resolve("torn-%012d".formatted(frontier.size())), Segments.bytes(channel, end, Math.toIntExact(length - end)));
            }
            channel.truncate(end);
            channel.force(true);
        }
    }

    private void check(Optional<Checkpoint> newest) {
        if (newest.isPresent() && newest.get().size() == frontier.size() && !Arrays.equals(newest.get().root(), frontier.root(merkle))) {
            throw refused("its first " + frontier.size() + " events are not those its newest checkpoint was signed over");
        }
    }

    private AuditUnavailable refused(String why) {
        return new AuditUnavailable("the audit log in " + folder + " was altered: " + why
                + "; run 'bin/datong audit verify' and restore the folder from its backup", null);
    }
}
