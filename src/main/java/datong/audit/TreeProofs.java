package datong.audit;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Roots and proofs of RFC 6962 out of the nodes of complete subtrees, wherever those come from. Not to be shared between threads. */
final class TreeProofs {
    private final Merkle merkle = new Merkle();
    private final Nodes nodes;

    interface Nodes {
        /** Root of a complete subtree: of 2^level leaves, counted from the left. */
        byte[] node(int level, long index) throws IOException;
    }

    TreeProofs(Nodes nodes) {
        this.nodes = nodes;
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
            return nodes.node(level, start >> level);
        }
        long middle = start + split(size);
        return merkle.node(range(start, middle), range(middle, end));
    }

    /** The largest power of two below {@code size}. */
    private static long split(long size) {
        return Long.highestOneBit(size - 1);
    }
}
