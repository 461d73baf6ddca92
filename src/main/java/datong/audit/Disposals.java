package datong.audit;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;

/** What of a log was disposed of: its file {@code disposals} has a line for each time, the first event that stayed and the event that says who wanted it. Hashes of all events stay. */
final class Disposals {
    private static final int PORTION = 4096;

    private Disposals() {}

    /** @param end the first event that is still there; @param event index of the event that says so */
    record Disposed(long end, long event) {}

    interface Leaves {
        void leaf(byte[] hash) throws IOException;
    }

    static Optional<Disposed> last(Path folder) throws IOException {
        Path file = file(folder);
        List<String> lines = Files.exists(file) ? Files.readAllLines(file) : List.of();
        return lines.isEmpty() ? Optional.empty() : Optional.of(parsed(lines.getLast()));
    }

    private static Disposed parsed(String line) throws IOException {
        String[] words = line.split(" ");
        try {
            return new Disposed(Long.parseLong(words[0]), Long.parseLong(words[1]));
        } catch (NumberFormatException | ArrayIndexOutOfBoundsException malformed) {
            throw new IOException("the file 'disposals' of the audit log has the line '" + line + "'; expected two numbers. Restore it from its backup", malformed);
        }
    }

    /** The first event that the log still holds. */
    static long end(Path folder) throws IOException {
        return last(folder).map(Disposed::end).orElse(0L);
    }

    static void note(Path folder, Disposed disposed) throws IOException {
        Durable.append(file(folder), (disposed.end() + " " + disposed.event() + "\n").getBytes(StandardCharsets.US_ASCII));
        Durable.folder(folder);
    }

    private static Path file(Path folder) {
        return folder.resolve("disposals");
    }

    /** Hands over the hashes of the first events, in order. @throws IOException if the tree does not have them any more */
    static void leaves(Path folder, long end, Leaves leaves) throws IOException {
        try (FileChannel file = FileChannel.open(TreeFiles.file(folder, 0), StandardOpenOption.READ)) {
            for (long from = 0; from < end; from += PORTION) {
                int count = (int) Math.min(PORTION, end - from);
                byte[] hashes = Segments.bytes(file, from * Merkle.HASH, count * Merkle.HASH);
                for (int each = 0; each < count; each++) {
                    leaves.leaf(java.util.Arrays.copyOfRange(hashes, each * Merkle.HASH, (each + 1) * Merkle.HASH));
                }
            }
        }
    }

    /** Where reading begins: behind what was disposed of. */
    static TreeState start(Path folder) throws IOException {
        long end = end(folder);
        if (end == 0) {
            return TreeState.empty();
        }
        Merkle merkle = new Merkle();
        Frontier frontier = new Frontier();
        byte[][] last = new byte[1][];
        leaves(folder, end, leaf -> {
            frontier.add(leaf, merkle, (level, hash) -> { });
            last[0] = leaf;
        });
        return new TreeState(frontier, last[0], end, 0);
    }
}
