package datong.audit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A checkpoint that a place was given.
 *
 * @param receipt empty if the place gives none
 */
public record Anchored(String anchor, Instant at, Checkpoint checkpoint, Optional<byte[]> receipt) {
    private static final String NOTE = ".checkpoint";
    private static final String RECEIPT = ".receipt";

    /** All that is noted in the log's folder, the oldest first. */
    public static List<Anchored> all(Path log) {
        try (Stream<Path> files = Files.exists(log.resolve("anchors")) ? Files.walk(log.resolve("anchors"), 2) : Stream.<Path>empty()) {
            return files.filter(file -> file.toString().endsWith(NOTE)).sorted(Comparator.comparing(Path::getFileName)).map(Anchored::read).toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    static Optional<Anchored> last(Path log, String anchor) {
        List<Anchored> given = all(log).stream().filter(each -> each.anchor().equals(anchor)).toList();
        return given.isEmpty() ? Optional.empty() : Optional.of(given.getLast());
    }

    private static Anchored read(Path file) {
        try {
            String name = file.getFileName().toString();
            Path receipt = file.resolveSibling(name.replace(NOTE, RECEIPT));
            long second = Long.parseLong(name.substring(name.indexOf('-') + 1, name.length() - NOTE.length()));
            return new Anchored(file.getParent().getFileName().toString(), Instant.ofEpochSecond(second), Checkpoint.parse(Files.readString(file)),
                    Files.exists(receipt) ? Optional.of(Files.readAllBytes(receipt)) : Optional.empty());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** The receipt first: a note without the receipt it should have would pass for one of a place that gives none. */
    static void keep(Path log, String anchor, Instant at, Checkpoint checkpoint, byte[] receipt) throws IOException {
        Path place = Files.createDirectories(log.resolve("anchors").resolve(anchor));
        String name = "%012d-%d".formatted(checkpoint.size(), at.getEpochSecond());
        if (receipt.length > 0) {
            Durable.replace(place.resolve(name + RECEIPT), receipt);
        }
        Durable.replace(place.resolve(name + NOTE), checkpoint.note().getBytes(StandardCharsets.UTF_8));
        Durable.folder(place);
    }
}
