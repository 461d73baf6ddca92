package datong.audit;

import datong.audit.AuditReport.Finding;
import datong.audit.AuditReport.Kind;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.TreeMap;

/**
 * Names what is wrong with a log that does not verify. If its leaf hashes are those that were signed, each event is compared with
 * its own; otherwise only the chain and the indexes speak.
 */
final class Diagnosis {
    private static final int MOST = 1000;
    private final Path folder;
    private final TreeMap<Long, Checkpoint> signed;
    private final Merkle merkle = new Merkle();
    private final EventCommitment commitment = new EventCommitment();
    private final List<Finding> findings = new ArrayList<>();
    private final BitSet seen = new BitSet();
    private final BitSet unknown = new BitSet();
    private long highest = -1;
    private byte[] lastLeaf = LogLine.beforeTheFirst();
    private boolean lastSound = true;

    Diagnosis(Path folder, TreeMap<Long, Checkpoint> signed) {
        this.folder = folder;
        this.signed = signed;
    }

    List<Finding> run() throws IOException {
        long trusted = trustedLeaves();
        if (trusted > Integer.MAX_VALUE) {
            throw new IOException("the log is too long for a diagnosis in one piece: " + trusted + " events");
        }
        try (FileChannel leaves = trusted == 0 ? null : FileChannel.open(TreeFiles.file(folder, 0), StandardOpenOption.READ)) {
            LeafWindow recorded = new LeafWindow(leaves, trusted);
            skipDisposed();
            for (Segments.Segment segment : Segments.list(folder)) {
                Segments.read(segment.file(), 0, line -> {
                    judge(line, recorded);
                    return findings.size() < MOST;
                });
            }
        }
        summary(trusted);
        return findings;
    }

    private void skipDisposed() throws IOException {
        int end = Math.toIntExact(Disposals.end(folder));
        seen.set(0, end);
        highest = end - 1;
        if (end > 0) {
            lastLeaf = Disposals.start(folder).lastLeaf();
        }
    }

    /** How many of the recorded leaf hashes are exactly those that a checkpoint was signed over; 0 if none can be trusted. */
    private long trustedLeaves() throws IOException {
        Path file = TreeFiles.file(folder, 0);
        if (!Files.exists(file)) {
            return 0;
        }
        long held = Files.size(file) / Merkle.HASH;
        Frontier frontier = new Frontier();
        long trusted = 0;
        try (FileChannel leaves = FileChannel.open(file, StandardOpenOption.READ)) {
            LeafWindow recorded = new LeafWindow(leaves, held);
            for (long size : signed.headMap(held, true).keySet()) {
                while (frontier.size() < size) {
                    frontier.add(recorded.leaf(frontier.size()), merkle, (level, hash) -> { });
                }
                trusted = Arrays.equals(frontier.root(merkle), signed.get(size).root()) ? size : trusted;
            }
        }
        return trusted;
    }

    private void judge(Segments.Line line, LeafWindow recorded) throws IOException {
        byte[] leaf = commitment.leaf(line.bytes(), line.from(), line.length());
        long claimed = LogLine.index(line.bytes(), line.from(), line.length());
        boolean follows = LogLine.follows(line.bytes(), line.from(), line.length(), lastLeaf);
        if (claimed >= 0 && claimed < recorded.size()) {
            compare(claimed, Arrays.equals(leaf, recorded.leaf(claimed)), line);
        } else if (claimed < 0 && highest + 1 < recorded.size()) {
            compare(highest + 1, false, line);
        } else {
            chain(claimed, follows, line);
        }
        lastLeaf = leaf;
    }

    private void compare(long index, boolean authentic, Segments.Line line) {
        int at = Math.toIntExact(index);
        if (!authentic) {
            if (unknown.get(at) || seen.get(at)) {
                add(Kind.INSERTED, index, "an event that claims index " + index + " was inserted at " + place(line));
            }
            unknown.set(at);
            lastSound = false;
        } else if (seen.get(at)) {
            add(Kind.DUPLICATED, index, "event " + index + " stands a second time at " + place(line));
        } else if (index < highest) {
            add(Kind.REORDERED, index, "event " + index + " stands behind event " + highest + " at " + place(line));
        } else {
            lastSound = true;
        }
        if (authentic) {
            if (unknown.get(at) && !seen.get(at)) {
                add(Kind.INSERTED, index, "an event that claims index " + index + " was inserted before the true one at " + place(line));
            }
            seen.set(at);
        }
        highest = Math.max(highest, index);
    }

    private void chain(long claimed, boolean follows, Segments.Line line) {
        if (claimed < 0) {
            add(Kind.CHANGED, highest + 1, "the line at " + place(line) + ", where event " + (highest + 1) + " belongs, is not an event");
            highest++;
            lastSound = false;
            return;
        }
        if (claimed > highest + 1) {
            add(Kind.MISSING, highest + 1, missing(highest + 1, claimed));
        } else if (claimed <= highest) {
            add(Kind.REORDERED, claimed, "event " + claimed + " stands behind event " + highest + " at " + place(line));
        } else if (!follows && lastSound) {
            add(Kind.CHAIN_BROKEN, Math.max(0, claimed - 1), "event " + (claimed - 1) + " is not the one that event " + claimed
                    + " names as the one before it");
        }
        lastSound = true;
        highest = Math.max(highest, claimed);
    }

    private void summary(long trusted) {
        for (int at = unknown.nextSetBit(0); at >= 0; at = unknown.nextSetBit(at + 1)) {
            if (!seen.get(at)) {
                add(Kind.CHANGED, at, "event " + at + " was changed");
            }
        }
        BitSet found = (BitSet) seen.clone();
        found.or(unknown);
        for (int at = found.nextClearBit(0); at < trusted && findings.size() < MOST; at = found.nextClearBit(at)) {
            int next = found.nextSetBit(at);
            boolean tail = next < 0 || next >= trusted;
            long end = tail ? trusted : next;
            add(tail ? Kind.CUT_TAIL : Kind.MISSING, at, missing(at, end));
            at = Math.toIntExact(end);
        }
    }

    private static String missing(long from, long end) {
        return end - from == 1 ? "event " + from + " is missing" : "events " + from + " to " + (end - 1) + " are missing";
    }

    private void add(Kind kind, long index, String message) {
        if (findings.size() < MOST) {
            findings.add(new Finding(kind, index, message));
        }
    }

    private static String place(Segments.Line line) {
        return line.file().getFileName() + ", byte " + line.offset();
    }

    /** Leaf hashes by index, read in pieces. */
    private static final class LeafWindow {
        private static final int PIECE = 4096;
        private final FileChannel channel;
        private final long size;
        private byte[] piece = {};
        private long first = -1;

        LeafWindow(FileChannel channel, long size) {
            this.channel = channel;
            this.size = size;
        }

        long size() {
            return size;
        }

        byte[] leaf(long index) throws IOException {
            long start = index / PIECE * PIECE;
            if (start != first) {
                piece = Segments.bytes(channel, start * Merkle.HASH, (int) Math.min(PIECE, size - start) * Merkle.HASH);
                first = start;
            }
            int at = (int) (index - start) * Merkle.HASH;
            return Arrays.copyOfRange(piece, at, at + Merkle.HASH);
        }
    }
}
