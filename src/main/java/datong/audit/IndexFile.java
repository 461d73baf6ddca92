package datong.audit;

import datong.audit.KeyedIndex.Line;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.LongBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import java.util.Optional;

/** An index on the disk, so that a proof is a few reads: sorted keys, the nodes of their tree level by level, the events of each. Derived; can be made again from the log. */
final class IndexFile implements TreeProofs.Nodes, AutoCloseable {
    private static final int RECORD = Merkle.HASH + 2 * Long.BYTES;
    private final FileChannel file;
    private final long keys;

    private IndexFile(FileChannel file, long keys) {
        this.file = file;
        this.keys = keys;
    }

    static Path path(Path log, long first) {
        return log.resolve("index").resolve("%012d.keys".formatted(first));
    }

    static void write(Path log, long first, List<Line> lines) throws IOException {
        Bytes[] levels = new Bytes[64];
        Arrays.setAll(levels, level -> new Bytes(64));
        Bytes records = new Bytes(lines.size() * RECORD);
        Bytes postings = new Bytes(lines.size() * 2 * Long.BYTES);
        Merkle merkle = new Merkle();
        Frontier frontier = new Frontier();
        for (Line line : lines) {
            records.add(line.key()).add(longs(postings.length() / Long.BYTES, line.indexes().length));
            postings.add(longs(line.indexes()));
            frontier.add(line.leaf(merkle), merkle, (level, hash) -> levels[level].add(hash));
        }
        Bytes content = new Bytes(records.length() * 3 + postings.length()).add(longs(lines.size())).add(records.array(), 0, records.length());
        Arrays.stream(levels).forEach(level -> content.add(level.array(), 0, level.length()));
        Files.createDirectories(path(log, first).getParent());
        Durable.replace(path(log, first), content.add(postings.array(), 0, postings.length()).toArray());
    }

    /** Of stretches that end before an event. */
    static void deleteBefore(Path log, long end) throws IOException {
        Path folder = path(log, 0).getParent();
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> sorted = files.filter(file -> file.toString().endsWith(".keys")).sorted().toList();
            for (int each = 0; each < sorted.size() - 1; each++) {
                if (Long.parseLong(sorted.get(each + 1).getFileName().toString().replace(".keys", "")) <= end) {
                    Files.delete(sorted.get(each));
                }
            }
        }
    }

    private static byte[] longs(long... values) {
        ByteBuffer bytes = ByteBuffer.allocate(values.length * Long.BYTES);
        bytes.asLongBuffer().put(values);
        return bytes.array();
    }

    static IndexFile open(Path log, long first) throws IOException {
        FileChannel file = FileChannel.open(path(log, first), StandardOpenOption.READ);
        return new IndexFile(file, ByteBuffer.wrap(Segments.bytes(file, 0, Long.BYTES)).getLong());
    }

    long keys() {
        return keys;
    }

    byte[] root() throws IOException {
        return new TreeProofs(this).root(keys);
    }

    KeyedProof prove(byte[] key) throws IOException {
        long low = 0;
        long high = keys;
        while (low < high) {
            long middle = (low + high) >>> 1;
            if (Arrays.compareUnsigned(key(middle), key) < 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        boolean present = low < keys && Arrays.equals(key(low), key);
        return present ? new KeyedProof.Present(low, indexes(low), path(low)) : new KeyedProof.Absent(neighbour(low - 1), neighbour(low));
    }

    private Optional<KeyedProof.Neighbour> neighbour(long position) throws IOException {
        return position < 0 || position >= keys ? Optional.empty()
                : Optional.of(new KeyedProof.Neighbour(position, key(position), Line.value(indexes(position)), path(position)));
    }

    private List<byte[]> path(long position) throws IOException {
        return new TreeProofs(this).inclusion(position, keys);
    }

    private byte[] key(long position) throws IOException {
        return Segments.bytes(file, Long.BYTES + position * RECORD, Merkle.HASH);
    }

    private long[] indexes(long position) throws IOException {
        LongBuffer place = ByteBuffer.wrap(Segments.bytes(file, Long.BYTES + position * RECORD + Merkle.HASH, 2 * Long.BYTES)).asLongBuffer();
        long[] indexes = new long[Math.toIntExact(place.get(1))];
        ByteBuffer.wrap(Segments.bytes(file, nodes(64) + place.get(0) * Long.BYTES, indexes.length * Long.BYTES)).asLongBuffer().get(indexes);
        return indexes;
    }

    /** Where the nodes of a level begin. */
    private long nodes(int level) {
        long at = Long.BYTES + keys * RECORD;
        for (int below = 0; below < level; below++) {
            at += (below < 63 ? keys >> below : 0) * Merkle.HASH;
        }
        return at;
    }

    @Override
    public byte[] node(int level, long index) throws IOException {
        return Segments.bytes(file, nodes(level) + index * Merkle.HASH, Merkle.HASH);
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
