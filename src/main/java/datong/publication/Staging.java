package datong.publication;

import datong.protection.FileEnvelope;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/** A folder that nobody outside sees, in which a release is made; becomes the release by one rename, or is destroyed. */
final class Staging implements AutoCloseable {
    private final Path releases;
    private final Path folder;

    Staging(Path releases, String id) throws IOException {
        this.releases = releases;
        this.folder = Files.createDirectories(releases.resolve(".staging").resolve(id));
    }

    /** What is being made, or was left by a crash. */
    static List<Path> left(Path releases) throws IOException {
        Path staging = releases.resolve(".staging");
        if (!Files.isDirectory(staging)) {
            return List.of();
        }
        try (Stream<Path> folders = Files.list(staging)) {
            return folders.toList();
        }
    }

    Path folder() {
        return folder;
    }

    Release.File describe(String name) throws IOException {
        Path file = folder.resolve(name);
        try (InputStream in = Files.newInputStream(file); FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.force(true);
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            in.transferTo(new DigestOutputStream(java.io.OutputStream.nullOutputStream(), sha256));
            return new Release.File(name, Files.size(file), HexFormat.of().formatHex(sha256.digest()));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }

    /** Puts a sealed file in the place of one in clear, which is gone when this returns. */
    String seal(String name, FileEnvelope envelope) throws IOException {
        String sealed = name + "." + envelope.ending();
        try (OutputStream out = envelope.seal(Files.newOutputStream(folder.resolve(sealed)))) {
            Files.copy(folder.resolve(name), out);
        }
        Files.delete(folder.resolve(name));
        return sealed;
    }

    Path target(String publication, int version) {
        return releases.resolve(publication).resolve(String.valueOf(version));
    }

    /** Whether exactly these files, with their manifest, lie here as they were described. */
    boolean holds(List<Release.File> files) throws IOException {
        if (!Files.isRegularFile(folder.resolve("manifest.json"))) {
            return false;
        }
        for (Release.File file : files) {
            if (!Files.isRegularFile(folder.resolve(file.name())) || !describe(file.name()).equals(file)) {
                return false;
            }
        }
        try (Stream<Path> found = Files.list(folder)) {
            return found.count() == files.size() + 1L;
        }
    }

    /** Makes the folder visible as a whole; durable when it returns. */
    void publish(String publication, int version) throws IOException {
        Path target = target(publication, version);
        Files.createDirectories(target.getParent());
        force(folder);
        Files.move(folder, target, StandardCopyOption.ATOMIC_MOVE);
        force(target.getParent());
        force(releases);
    }

    private static void force(Path directory) throws IOException {
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    /** Destroys what was not published. */
    @Override
    public void close() throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            List<Path> deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
            for (Path file : deepestFirst) {
                Files.delete(file);
            }
        }
    }
}
