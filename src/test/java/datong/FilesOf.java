package datong;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What lies in a hub's data folder, as somebody with a shell finds it. */
final class FilesOf {
    private FilesOf() {}

    /** Table files, WAL and all else; but for the program of the database, which holds no data. */
    static List<String> holding(Path data, String text) throws IOException {
        List<String> holding = new ArrayList<>();
        Files.walkFileTree(data, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                if (!file.toString().contains("postgres-program") && contains(file, text)) {
                    holding.add(data.relativize(file).toString());
                }
                return FileVisitResult.CONTINUE;
            }

            /** A running database takes files away. */
            @Override
            public FileVisitResult visitFileFailed(Path file, IOException gone) {
                return FileVisitResult.CONTINUE;
            }
        });
        return holding;
    }

    private static boolean contains(Path file, String text) throws IOException {
        try {
            String bytes = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
            return Stream.of(StandardCharsets.UTF_8, java.nio.charset.Charset.forName("GB18030"), StandardCharsets.UTF_16LE)
                    .anyMatch(charset -> bytes.contains(new String(text.getBytes(charset), StandardCharsets.ISO_8859_1)));
        } catch (java.nio.file.NoSuchFileException gone) {
            return false;
        }
    }
}
