package datong.resolution.yaml;

import datong.resolution.Knowledge;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The stewards' files of resolution below {@code mappings/}. They go into force together or not at all; broken ones leave the last
 * good state in force, and the problem says file, line and reason.
 */
public final class KnowledgeFolder {
    private final Path folder;
    private volatile State state = new State(Map.of(), Knowledge.NONE, "none", List.of());

    private record State(Map<String, String> texts, Knowledge knowledge, String version, List<String> problems) {}

    public KnowledgeFolder(Path folder) {
        this.folder = folder;
    }

    /** Reads what has changed since the last time; the problems that stand now. */
    public synchronized List<String> refresh() {
        Map<String, String> texts = texts();
        if (texts.equals(state.texts()) && !state.version().equals("none")) {
            return state.problems();
        }
        try {
            state = new State(texts, KnowledgeFiles.read(texts), digest(texts), List.of());
        } catch (Entry.Wrong wrong) {
            state = new State(texts, state.knowledge(), state.version(), List.of("mappings/" + wrong.getMessage()));
        }
        return state.problems();
    }

    public Knowledge knowledge() {
        return state.knowledge();
    }

    /** Digest of the files in force. */
    public String version() {
        return state.version();
    }

    public List<String> problems() {
        return state.problems();
    }

    private Map<String, String> texts() {
        Map<String, String> texts = new TreeMap<>();
        for (String file : KnowledgeFiles.ALL) {
            Path path = folder.resolve(file);
            if (Files.isRegularFile(path)) {
                try {
                    texts.put(file, Files.readString(path, StandardCharsets.UTF_8));
                } catch (IOException unreadable) {
                    throw new UncheckedIOException("mappings/" + file + " cannot be read", unreadable);
                }
            }
        }
        return texts;
    }

    private static String digest(Map<String, String> texts) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            texts.forEach((file, text) -> digest.update((file + '\0' + text + '\0').getBytes(StandardCharsets.UTF_8)));
            return HexFormat.of().formatHex(digest.digest(), 0, 16);
        } catch (NoSuchAlgorithmException unreachable) {
            throw new IllegalStateException(unreachable);
        }
    }
}
