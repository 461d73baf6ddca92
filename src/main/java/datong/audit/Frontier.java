package datong.audit;

import java.util.Arrays;

/** The right edge of a growing tree: roots of its complete subtrees, one for each set bit of the size. */
final class Frontier {
    private final byte[][] roots;
    private long size;

    Frontier() {
        this(new byte[64][], 0);
    }

    private Frontier(byte[][] roots, long size) {
        this.roots = roots;
        this.size = size;
    }

    /** Told of every node that became complete, the leaf itself included, lowest level first. */
    interface Completed {
        void node(int level, byte[] hash);
    }

    static Frontier of(long size, byte[][] completeRoots) {
        return new Frontier(Arrays.copyOf(completeRoots, 64), size);
    }

    long size() {
        return size;
    }

    byte[] rootAt(int level) {
        return roots[level];
    }

    Frontier copy() {
        return new Frontier(roots.clone(), size);
    }

    void add(byte[] leaf, Merkle merkle, Completed completed) {
        byte[] hash = leaf;
        int level = 0;
        completed.node(0, hash);
        while ((size >> level & 1) == 1) {
            hash = merkle.node(roots[level], hash);
            completed.node(++level, hash);
        }
        roots[level] = hash;
        size++;
    }

    byte[] root(Merkle merkle) {
        byte[] root = null;
        for (int level = 0; level < 63; level++) {
            if ((size >> level & 1) == 1) {
                root = root == null ? roots[level] : merkle.node(roots[level], root);
            }
        }
        return root == null ? merkle.emptyRoot() : root;
    }
}
