package datong.audit;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * A place in the log from which reading can go on without the events before it. A cache: if it is missing, cut or wrong, the log
 * is read from its beginning.
 */
record TreeState(Frontier frontier, byte[] lastLeaf, long segment, long offset) {
    private static final String FILE = "tree-state";
    private static final HexFormat HEX = HexFormat.of();

    static TreeState empty() {
        return new TreeState(new Frontier(), LogLine.beforeTheFirst(), 0, 0);
    }

    void save(Path folder) throws IOException {
        StringBuilder text = new StringBuilder()
                .append(frontier.size()).append('\n').append(segment).append('\n').append(offset).append('\n')
                .append(HEX.formatHex(lastLeaf)).append('\n');
        for (int level = 0; level < 63; level++) {
            boolean complete = (frontier.size() >> level & 1) == 1;
            text.append(complete ? HEX.formatHex(frontier.rootAt(level)) : "-").append('\n');
        }
        Durable.replace(folder.resolve(FILE), (text + checksum(text.toString()) + "\n").getBytes(StandardCharsets.US_ASCII));
    }

    static Optional<TreeState> load(Path folder) throws IOException {
        Path file = folder.resolve(FILE);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        List<String> lines = Files.readString(file, StandardCharsets.ISO_8859_1).lines().toList();
        if (lines.size() != 68 || !checksum(String.join("\n", lines.subList(0, 67)) + "\n").equals(lines.get(67))) {
            return Optional.empty();
        }
        byte[][] roots = new byte[64][];
        for (int level = 0; level < 63; level++) {
            String root = lines.get(4 + level);
            roots[level] = root.equals("-") ? null : HEX.parseHex(root);
        }
        return Optional.of(new TreeState(Frontier.of(Long.parseLong(lines.get(0)), roots), HEX.parseHex(lines.get(3)),
                Long.parseLong(lines.get(1)), Long.parseLong(lines.get(2))));
    }

    private static String checksum(String text) {
        return HEX.formatHex(Arrays.copyOf(Merkle.sha256().digest(text.getBytes(StandardCharsets.US_ASCII)), 8));
    }
}
