package datong.audit;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Reads nodes of the tree out of the tree files. Not to be shared between threads. */
final class TreeReader implements TreeProofs.Nodes, AutoCloseable {
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

    TreeProofs proofs() {
        return new TreeProofs(this);
    }

    @Override
    public byte[] node(int level, long index) throws IOException {
        int file = Math.min(level / TreeFiles.STEP, TreeFiles.FILES - 1);
        int below = level - file * TreeFiles.STEP;
        byte[] stored = Segments.bytes(channels[file], (index << below) * Merkle.HASH, Merkle.HASH << below);
        Frontier subtree = new Frontier();
        for (int each = 0; each < 1 << below; each++) {
            subtree.add(java.util.Arrays.copyOfRange(stored, each * Merkle.HASH, (each + 1) * Merkle.HASH), merkle, (at, hash) -> { });
        }
        return subtree.root(merkle);
    }

    @Override
    public void close() throws IOException {
        for (FileChannel channel : channels) {
            channel.close();
        }
    }
}
