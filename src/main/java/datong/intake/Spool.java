package datong.intake;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;

/** A folder for what arrives as a stream and is read as a file. Its files are the owner's alone and live as long as their delivery. */
public final class Spool {
    private final Path folder;

    /** What a crash left behind is deleted: it was not acknowledged, so its source has it still. */
    public Spool(Path folder) {
        this.folder = folder;
        try {
            makeReady();
        } catch (IOException failed) {
            throw new UncheckedIOException("the spool folder " + folder + " cannot be made ready; the hub must be able to write there", failed);
        }
    }

    private void makeReady() throws IOException {
        if (!Files.isDirectory(folder)) {
            Files.createDirectories(folder.toAbsolutePath().getParent());
            Files.createDirectory(folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        }
        try (Stream<Path> left = Files.list(folder)) {
            for (Path file : left.filter(Files::isRegularFile).toList()) {
                Files.delete(file);
            }
        }
    }

    /**
     * Writes the stream to a file, to be closed with its delivery.
     *
     * @throws TooLong if the stream holds more bytes than {@code most}
     */
    public Spooled keep(InputStream stream, long most) throws IOException {
        Path file = Files.createTempFile(folder, "delivery-", ".in");
        try (OutputStream out = Files.newOutputStream(file)) {
            byte[] piece = new byte[1 << 16];
            long written = 0;
            for (int count = stream.read(piece); count >= 0; count = stream.read(piece)) {
                written += count;
                if (written > most) {
                    throw new TooLong(most);
                }
                out.write(piece, 0, count);
            }
            return new Spooled(file);
        } catch (IOException | RuntimeException failed) {
            Files.delete(file);
            throw failed;
        }
    }

    public record Spooled(Path file) implements AutoCloseable {
        @Override
        public void close() throws IOException {
            Files.deleteIfExists(file);
        }
    }

    /** More came than is taken. */
    public static final class TooLong extends IOException {
        TooLong(long most) {
            super("more than " + most + " bytes");
        }
    }
}
