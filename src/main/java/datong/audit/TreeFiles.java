package datong.audit;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/**
 * Roots of complete subtrees, one file for every eighth level, 32 bytes each; {@code tree-00.hashes} holds the leaf hashes.
 * They make proofs fast and name a changed event; they are derived and can be rebuilt from the events.
 */
final class TreeFiles implements AutoCloseable {
    static final int STEP = 8;
    static final int FILES = 6;
    private final List<FileChannel> channels;

    private TreeFiles(List<FileChannel> channels) {
        this.channels = channels;
    }

    static Path file(Path folder, int level) {
        return folder.resolve("tree-%02d.hashes".formatted(level));
    }

    static boolean kept(int level) {
        return level % STEP == 0 && level < STEP * FILES;
    }

    /** Opens for appending behind a tree of {@code size} leaves; what lies behind it is cut off. */
    static TreeFiles open(Path folder, long size) throws IOException {
        List<FileChannel> channels = new ArrayList<>();
        for (int level = 0; level < STEP * FILES; level += STEP) {
            FileChannel channel = FileChannel.open(file(folder, level), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            channel.truncate((size >> level) * Merkle.HASH);
            channel.position(channel.size());
            channels.add(channel);
        }
        return new TreeFiles(channels);
    }

    /** Whether the files hold at least a tree of this size. */
    static boolean hold(Path folder, long size) {
        for (int level = 0; level < STEP * FILES; level += STEP) {
            if (file(folder, level).toFile().length() < (size >> level) * Merkle.HASH) {
                return false;
            }
        }
        return true;
    }

    void write(Bytes[] hashes) throws IOException {
        for (int each = 0; each < FILES; each++) {
            ByteBuffer buffer = hashes[each].buffer();
            while (buffer.hasRemaining()) {
                channels.get(each).write(buffer);
            }
        }
    }

    void force() throws IOException {
        for (FileChannel channel : channels) {
            channel.force(false);
        }
    }

    @Override
    public void close() throws IOException {
        for (FileChannel channel : channels) {
            channel.close();
        }
    }
}
