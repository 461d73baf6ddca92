package datong.review;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The files of a folder of policies, by their path below it with {@code /}. A file that cannot be read or written is an {@link UncheckedIOException}. */
public record PolicyFiles(Path folder) {
    List<String> names() {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile).map(file -> folder.relativize(file).toString().replace('\\', '/')).sorted().toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException("the folder of policies cannot be read", unreadable);
        }
    }

    /** What decisions depend on. */
    List<String> decisive() {
        return names().stream().filter(name -> name.matches(".+\\.ya?ml") && !name.startsWith("publications/") && !name.startsWith("statistics/") && !name.startsWith("subscriptions/") && !name.startsWith("oversight/") && !name.endsWith(".expect.yaml")).toList();
    }

    public Optional<String> text(String name) {
        try {
            return Optional.of(Files.readString(folder.resolve(name)));
        } catch (NoSuchFileException none) {
            return Optional.empty();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(name + " cannot be read", unreadable);
        }
    }

    Map<String, String> texts() {
        return names().stream().collect(Collectors.toMap(name -> name, name -> text(name).orElse("")));
    }

    /** Whole: a reader sees the old file or the new one. @param text empty: the file goes away */
    public void write(String name, Optional<String> text) {
        Path place = folder.resolve(name);
        try {
            if (text.isEmpty()) {
                Files.deleteIfExists(place);
                return;
            }
            Files.createDirectories(place.getParent());
            Path unfinished = Files.writeString(place.resolveSibling("." + UUID.randomUUID() + ".tmp"), text.get());
            Files.move(unfinished, place, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException failed) {
            throw new UncheckedIOException(name + " could not be written; it stays as it was", failed);
        }
    }

    /** A copy that nobody else can read, deleted when it is closed. */
    public record Scratch(PolicyFiles files) implements AutoCloseable {
        @Override
        public void close() {
            try (Stream<Path> all = Files.walk(files.folder())) {
                for (Path file : all.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
        }
    }

    public Scratch copy() {
        try {
            Scratch copy = new Scratch(new PolicyFiles(Files.createTempDirectory("datong-policies")));
            names().forEach(name -> copy.files().write(name, text(name)));
            return copy;
        } catch (IOException failed) {
            throw new UncheckedIOException("the policies could not be copied", failed);
        }
    }
}
