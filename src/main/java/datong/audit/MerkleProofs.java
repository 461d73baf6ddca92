package datong.audit;

import java.util.Arrays;
import java.util.List;

/**
 * Verifies proofs of RFC 6962 (algorithms of RFC 9162 §2.1.3.2 and §2.1.4.2) and their forms for subtrees
 * (draft-ietf-plants-merkle-tree-certs §4). Every verdict is a plain yes or no; malformed input is no.
 */
public final class MerkleProofs {
    private MerkleProofs() {}

    /** Whether the leaf stands at {@code index} of the tree of {@code size} leaves under {@code root}. */
    public static boolean includes(long index, long size, byte[] leafHash, List<byte[]> proof, byte[] root) {
        if (index < 0 || index >= size || !hashes(proof) || leafHash.length != Merkle.HASH) {
            return false;
        }
        Merkle merkle = new Merkle();
        long node = index;
        long last = size - 1;
        byte[] hash = leafHash;
        for (byte[] sibling : proof) {
            if (last == 0) {
                return false;
            }
            if ((node & 1) == 1 || node == last) {
                hash = merkle.node(sibling, hash);
                int shift = Long.numberOfTrailingZeros(node);
                node >>= shift;
                last >>= shift;
            } else {
                hash = merkle.node(hash, sibling);
            }
            node >>= 1;
            last >>= 1;
        }
        return last == 0 && Arrays.equals(hash, root);
    }

    /** Whether the tree of {@code newSize} leaves begins with the whole tree of {@code oldSize} leaves; an empty tree proves nothing. */
    public static boolean consistent(long oldSize, long newSize, byte[] oldRoot, byte[] newRoot, List<byte[]> proof) {
        return (oldSize > 0 || newSize == 0 && Arrays.equals(oldRoot, newRoot))
                && subtreeConsistent(0, oldSize, newSize, oldRoot, newRoot, proof);
    }

    /** Whether the leaf stands at {@code index} of the tree of which {@code [start, end)} is a subtree with this root. */
    public static boolean subtreeIncludes(long index, long start, long end, byte[] leafHash, List<byte[]> proof, byte[] root) {
        return validSubtree(start, end) && index >= start && includes(index - start, end - start, leafHash, proof, root);
    }

    /** Whether {@code [start, end)} of the tree of {@code size} leaves is the subtree with this root. */
    public static boolean subtreeConsistent(long start, long end, long size, byte[] subtreeRoot, byte[] root, List<byte[]> proof) {
        Merkle merkle = new Merkle();
        if (start == end && start >= 0 && end <= size) {
            return proof.isEmpty() && Arrays.equals(subtreeRoot, merkle.emptyRoot());
        }
        if (!validSubtree(start, end) || end > size || !hashes(proof)) {
            return false;
        }
        long first = start;
        long node = end - 1;
        long last = size - 1;
        while (first != node && (node == last || (node & 1) == 1)) {
            first >>= 1;
            node >>= 1;
            last >>= 1;
        }
        if (first != node && proof.isEmpty()) {
            return false;
        }
        byte[] old = first == node ? subtreeRoot : proof.getFirst();
        byte[] whole = old;
        for (byte[] sibling : first == node ? proof : proof.subList(1, proof.size())) {
            if (last == 0) {
                return false;
            }
            if ((node & 1) == 1 || node == last) {
                old = first < node ? merkle.node(sibling, old) : old;
                whole = merkle.node(sibling, whole);
                while ((node & 1) == 0 && node != 0) {
                    first >>= 1;
                    node >>= 1;
                    last >>= 1;
                }
            } else {
                whole = merkle.node(whole, sibling);
            }
            first >>= 1;
            node >>= 1;
            last >>= 1;
        }
        return last == 0 && Arrays.equals(old, subtreeRoot) && Arrays.equals(whole, root);
    }

    /** A subtree begins at a multiple of the smallest power of two that is not less than its size. */
    private static boolean validSubtree(long start, long end) {
        if (start < 0 || start >= end) {
            return false;
        }
        long size = end - start;
        long ceiling = size == 1 ? 1 : Long.highestOneBit(size - 1) << 1;
        return ceiling > 0 && start % ceiling == 0;
    }

    private static boolean hashes(List<byte[]> proof) {
        return proof.stream().allMatch(hash -> hash.length == Merkle.HASH);
    }
}
