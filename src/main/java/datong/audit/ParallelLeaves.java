package datong.audit;

import java.util.stream.IntStream;

/** Hashes lines on all processors, a portion at a time, and hands each on with its leaf, in order. */
final class ParallelLeaves {
    private static final int PORTION = 4096;
    private static final int TASK = 256;
    private static final int FULL = 16 << 20;
    private final Bytes lines = new Bytes(1 << 20);
    private final int[] starts = new int[PORTION + 1];
    private final Taken taken;
    private int count;

    interface Taken {
        void line(byte[] bytes, int from, int length, byte[] leaf);
    }

    ParallelLeaves(Taken taken) {
        this.taken = taken;
    }

    void add(Segments.Line line) {
        lines.add(line.bytes(), line.from(), line.length());
        starts[++count] = lines.length();
        if (count == PORTION || lines.length() > FULL) {
            flush();
        }
    }

    /** To be called behind the last line. */
    void flush() {
        byte[][] leaves = new byte[count][];
        IntStream.range(0, (count + TASK - 1) / TASK).parallel().forEach(task -> hash(leaves, task * TASK));
        for (int each = 0; each < count; each++) {
            taken.line(lines.array(), starts[each], starts[each + 1] - starts[each], leaves[each]);
        }
        lines.clear();
        count = 0;
    }

    private void hash(byte[][] leaves, int first) {
        EventCommitment commitment = new EventCommitment();
        for (int each = first; each < Math.min(first + TASK, leaves.length); each++) {
            leaves[each] = commitment.leaf(lines.array(), starts[each], starts[each + 1] - starts[each]);
        }
    }
}
