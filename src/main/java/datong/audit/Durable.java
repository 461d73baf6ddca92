package datong.audit;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** Writes that are on the disk when they return. */
final class Durable {
    private static final int PIECE = 1 << 20;

    private Durable() {}

    /** Puts a whole file in the place of the old one: a reader sees either. */
    static void replace(Path file, byte[] content) throws IOException {
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        try (FileChannel channel = FileChannel.open(fresh, StandardOpenOption.CREATE, StandardOpenOption.WRITE,
                StandardOpenOption.TRUNCATE_EXISTING)) {
            write(channel, ByteBuffer.wrap(content));
            channel.force(true);
        }
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    static void append(Path file, byte[] content) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND)) {
            write(channel, ByteBuffer.wrap(content));
            channel.force(true);
        }
    }

    /** In pieces, because the JDK copies what it writes into native memory first. */
    static void write(FileChannel channel, ByteBuffer content) throws IOException {
        int end = content.limit();
        while (content.position() < end) {
            content.limit(Math.min(end, content.position() + PIECE));
            channel.write(content);
        }
    }

    /** Makes names that were added to a folder durable. */
    static void folder(Path folder) throws IOException {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
