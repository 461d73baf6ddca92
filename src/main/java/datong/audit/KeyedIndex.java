package datong.audit;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Of a stretch of events, which ones concern whom: a Merkle tree over the sorted keys of persons and organisations, so that both what
 * is there and that nothing else is there can be proven. Keys are salted, so that a proof tells nothing of its neighbours.
 *
 * <pre>
 * key  = SHA-256(salt ‖ "person\0" or "organisation\0" ‖ identity)
 * leaf = SHA-256(0 ‖ key ‖ SHA-256(the event indexes, ascending, 8 bytes each))
 * </pre>
 */
final class KeyedIndex {
    private static final int SMALL = 2;
    private final byte[] salt;
    private final Map<Identity, Postings> postings = new java.util.HashMap<>();

    /** Whom an event concerns: {@code person} by the key in the log, {@code organisation} by its code. */
    record Identity(Kind kind, String value) {
        byte[] key(byte[] salt) {
            MessageDigest sha256 = Merkle.sha256();
            sha256.update(salt);
            sha256.update((kind.word() + "\0").getBytes(StandardCharsets.US_ASCII));
            return sha256.digest(value.getBytes(StandardCharsets.UTF_8));
        }

        boolean concerns(AuditEvent event) {
            return switch (kind) {
                case PERSON -> event.personKeys().contains(value);
                case ORGANISATION -> event.organisation().equals(value);
            };
        }
    }

    enum Kind {
        PERSON, ORGANISATION;

        String word() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    /** Event indexes of one key, growing. */
    private static final class Postings {
        private long[] indexes = new long[SMALL];
        private int count;

        void add(long index) {
            indexes = count == indexes.length ? Arrays.copyOf(indexes, count * 2) : indexes;
            indexes[count++] = index;
        }
    }

    /** One key with all of its events. */
    record Line(byte[] key, long[] indexes) {
        byte[] leaf(Merkle merkle) {
            return leaf(key, value(indexes), merkle);
        }

        static byte[] leaf(byte[] key, byte[] value, Merkle merkle) {
            return merkle.leaf(new Bytes(2 * Merkle.HASH).add(key).add(value).toArray());
        }

        static byte[] value(long[] indexes) {
            ByteBuffer bytes = ByteBuffer.allocate(indexes.length * Long.BYTES);
            bytes.asLongBuffer().put(indexes);
            return Merkle.sha256().digest(bytes.array());
        }
    }

    KeyedIndex(byte[] salt) {
        this.salt = salt;
    }

    /** In the order of the log. */
    void add(long index, AuditEvent event) {
        if (!event.organisation().isEmpty()) {
            postings.computeIfAbsent(new Identity(Kind.ORGANISATION, event.organisation()), fresh -> new Postings()).add(index);
        }
        event.personKeys().stream().distinct().forEach(person -> postings.computeIfAbsent(new Identity(Kind.PERSON, person), fresh -> new Postings()).add(index));
    }

    /** Sorted by key. */
    List<Line> lines() {
        TreeMap<byte[], Line> sorted = new TreeMap<>(Arrays::compareUnsigned);
        postings.forEach((identity, list) -> {
            byte[] key = identity.key(salt);
            sorted.put(key, new Line(key, Arrays.copyOf(list.indexes, list.count)));
        });
        return new ArrayList<>(sorted.values());
    }

    static byte[] root(List<Line> lines) {
        Merkle merkle = new Merkle();
        Frontier frontier = new Frontier();
        lines.forEach(line -> frontier.add(line.leaf(merkle), merkle, (level, hash) -> { }));
        return frontier.root(merkle);
    }
}
