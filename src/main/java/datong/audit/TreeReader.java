package datong.audit;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/** Reads roots and proofs of RFC 6962 out of the tree files. Not to be shared between threads. */
final class TreeReader implements AutoCloseable {
    private final Merkle merkle = new Merkle();
    private final FileChannel[] channels = new FileChannel[TreeFiles.FILES];

    TreeReader(Path folder) throws IOException {
        for (int each = 0; each < TreeFiles.FILES; each++) {
            channels[each] = FileChannel.open(TreeFiles.file(folder, each * TreeFiles.STEP), StandardOpenOption.READ);
        }
    }

    byte[] leaf(long index) throws IOException {
        return node(0, index);
    }

    byte[] root(long size) throws IOException {
        return size == 0 ? merkle.emptyRoot() : range(0, size);
    }

    /** PATH(index, D[size]), from the leaf upward. */
    List<byte[]> inclusion(long index, long size) throws IOException {
        List<byte[]> proof = new ArrayList<>();
        inclusion(index, 0, size, proof);
        return proof;
    }

    /** PROOF(old, D[size]). */
    List<byte[]> consistency(long oldSize, long size) throws IOException {
        List<byte[]> proof = new ArrayList<>();
        if (oldSize > 0 && oldSize < size) {
            consistency(oldSize, 0, size, true, proof);
        }
        return proof;
    }

    private void inclusion(long index, long start, long end, List<byte[]> proof) throws IOException {
        if (end - start == 1) {
            return;
        }
        long middle = start + split(end - start);
        if (index < middle) {
            inclusion(index, start, middle, proof);
            proof.add(range(middle, end));
        } else {
            inclusion(index, middle, end, proof);
            proof.add(range(start, middle));
        }
    }

    private void consistency(long old, long start, long end, boolean whole, List<byte[]> proof) throws IOException {
        if (old == end) {
            if (!whole) {
                proof.add(range(start, end));
            }
            return;
        }
        long middle = start + split(end - start);
        if (old <= middle) {
            consistency(old, start, middle, whole, proof);
            proof.add(range(middle, end));
        } else {
            consistency(old, middle, end, false, proof);
            proof.add(range(start, middle));
        }
    }

    private byte[] range(long start, long end) throws IOException {
        long size = end - start;
        if (Long.bitCount(size) == 1) {
            int level = Long.numberOfTrailingZeros(size);
            return node(level, start >> level);
        }
        long middle = start + split(size);
        return merkle.node(range(start, middle), range(middle, end));
    }

    /** Root of a complete subtree: of 2^level leaves, counted from the left. */
    private byte[] node(int level, long index) throws IOException {
        int file = Math.min(level / TreeFiles.STEP, TreeFiles.FILES - 1);
        int below = level - file * TreeFiles.STEP;
        byte[] stored = Segments.bytes(channels[file], (index << below) * Merkle.HASH, Merkle.HASH << below);
        Frontier subtree = new Frontier();
        for (int each = 0; each < 1 << below; each++) {
            subtree.add(java.util.Arrays.copyOfRange(stored, each * Merkle.HASH, (each + 1) * Merkle.HASH), merkle, (at, hash) -> { });
        }
        return subtree.root(merkle);
    }

    /** The largest power of two below {@code size}. */
    private static long split(long size) {
        return Long.highestOneBit(size - 1);
    }

    @Override
    public void close() throws IOException {
        for (FileChannel channel : channels) {
            channel.close();
        }
    }
}
