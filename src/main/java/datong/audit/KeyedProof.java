package datong.audit;

import datong.audit.KeyedIndex.Line;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** That one key of an index has exactly these events, or that the index does not hold the key: its neighbours stand side by side. */
sealed interface KeyedProof {
    /** @param position among the sorted keys */
    record Present(long position, long[] indexes, List<byte[]> path) implements KeyedProof {}

    /** @param before the last key below, @param after the first key above; absent at the ends */
    record Absent(Optional<Neighbour> before, Optional<Neighbour> after) implements KeyedProof {}

    /** @param value digest of its events, which stay closed */
    record Neighbour(long position, byte[] key, byte[] value, List<byte[]> path) {
        boolean in(byte[] root, long keys) {
            return MerkleProofs.includes(position, keys, Line.leaf(key, value, new Merkle()), path, root);
        }
    }

    /** The events of the key, none if the index does not hold it; empty if the proof does not hold. */
    default Optional<long[]> events(byte[] key, byte[] root, long keys) {
        return switch (this) {
            case Present present -> MerkleProofs.includes(present.position(), keys, new Line(key, present.indexes()).leaf(new Merkle()), present.path(), root)
                    ? Optional.of(present.indexes()) : Optional.empty();
            case Absent absent -> holds(absent, key, root, keys) ? Optional.of(new long[0]) : Optional.empty();
        };
    }

    private static boolean holds(Absent absent, byte[] key, byte[] root, long keys) {
        boolean below = absent.before().map(neighbour -> neighbour.in(root, keys) && Arrays.compareUnsigned(neighbour.key(), key) < 0).orElse(true);
        boolean above = absent.after().map(neighbour -> neighbour.in(root, keys) && Arrays.compareUnsigned(neighbour.key(), key) > 0).orElse(true);
        long next = absent.before().map(neighbour -> neighbour.position() + 1).orElse(0L);
        return below && above && next == absent.after().map(Neighbour::position).orElse(keys);
    }
}
