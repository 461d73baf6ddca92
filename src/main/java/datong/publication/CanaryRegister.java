package datong.publication;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Which release has which canaries: {@code <releases>/.canaries/<release>}, a line of words and then keyed digests, which tell nothing without the key ring. */
public final class CanaryRegister {
    private static final int MARK_BYTES = 16;
    private static final int SHORTEST = 8;
    private final Path folder;
    private final UnaryOperator<byte[]> digest;
    private Optional<Map<String, String>> known = Optional.empty();

    /** @param releases where releases lie; @param digest keyed, 32 bytes */
    public CanaryRegister(Path releases, UnaryOperator<byte[]> digest) {
        this.folder = releases.resolve(".canaries");
        this.digest = digest;
    }

    /** A release to which marks of a file belong. @param marks found in the file; @param known of the release */
    public record Traced(String release, String words, int marks, int known) {}

    /** @param records about how many the release will have */
    Canaries canaries(String release, int count, long records) {
        return count == 0 ? Canaries.none() : new Canaries(digest, release, count, records);
    }

    /** Durable when it returns. @param words the publication, its version and its recipient */
    void keep(String release, String words, Canaries canaries) throws IOException {
        if (canaries.written() == 0) {
            return;
        }
        Files.createDirectories(folder);
        String text = Stream.concat(Stream.of(words), canaries.marks().stream().sorted()).collect(Collectors.joining("\n", "", "\n"));
        try (var channel = java.nio.channels.FileChannel.open(folder.resolve(release), StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            channel.write(java.nio.ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
            channel.force(true);
        }
        forget();
    }

    private synchronized void forget() {
        known = Optional.empty();
    }

    /** The release a decoy of which has this number or pseudonym, as it stands in the files. */
    public Optional<String> releaseOf(String value) {
        return value.length() < SHORTEST ? Optional.empty() : Optional.ofNullable(known().get(mark(digest, value)));
    }

    private synchronized Map<String, String> known() {
        if (known.isEmpty()) {
            try {
                Map<String, String> releases = new HashMap<>();
                search().releases.forEach((mark, names) -> releases.put(mark, names.getFirst()));
                known = Optional.of(releases);
            } catch (IOException unreadable) {
                throw new UncheckedIOException("the decoys of releases in " + folder + " cannot be read", unreadable);
            }
        }
        return known.get();
    }

    /** Looks for canaries in rows of cells; rows and columns may be missing, or stand in another order. */
    public Search search() throws IOException {
        Map<String, List<String>> releases = new HashMap<>();
        Map<String, List<String>> files = new HashMap<>();
        if (Files.isDirectory(folder)) {
            try (Stream<Path> found = Files.list(folder)) {
                for (Path file : found.toList()) {
                    List<String> lines = Files.readAllLines(file);
                    String release = file.getFileName().toString();
                    files.put(release, lines);
                    lines.stream().skip(1).forEach(mark -> releases.computeIfAbsent(mark, none -> new ArrayList<>()).add(release));
                }
            }
        }
        return new Search(releases, files);
    }

    /** Not to be shared between threads. */
    public final class Search {
        private final Map<String, List<String>> releases;
        private final Map<String, List<String>> files;
        private final Map<String, Set<String>> found = new HashMap<>();

        private Search(Map<String, List<String>> releases, Map<String, List<String>> files) {
            this.releases = releases;
            this.files = files;
        }

        public void row(List<String> cells) {
            cells.stream().filter(Objects::nonNull).forEach(this::cell);
            note(CanaryRegister.row(cells));
        }

        public void cell(String text) {
            if (text.length() >= SHORTEST) {
                note(text);
            }
        }

        private void note(String text) {
            String mark = mark(digest, text);
            releases.getOrDefault(mark, List.of()).forEach(release -> found.computeIfAbsent(release, none -> new HashSet<>()).add(mark));
        }

        /** The surest first. */
        public List<Traced> traced() {
            return found.entrySet().stream().map(one -> new Traced(one.getKey(), files.get(one.getKey()).getFirst(), one.getValue().size(), files.get(one.getKey()).size() - 1))
                    .sorted(java.util.Comparator.comparingInt(Traced::marks).reversed().thenComparing(Traced::release)).toList();
        }
    }

    static String mark(UnaryOperator<byte[]> digest, String text) {
        return HexFormat.of().formatHex(Arrays.copyOf(digest.apply(text.getBytes(StandardCharsets.UTF_8)), MARK_BYTES));
    }

    /** A row as a whole, in whatever order its columns stand. */
    static String row(List<String> cells) {
        return cells.stream().filter(cell -> cell != null && !cell.isEmpty()).sorted().collect(Collectors.joining("\u001f", "row\u001f", ""));
    }
}
