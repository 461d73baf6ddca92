package datong.schema.yaml;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The files of one kind in a folder of the stewards. */
public final class YamlFiles {
    private YamlFiles() {}

    /** In the order of their names; none if the folder is missing. @param ending of their names */
    public static List<Path> in(Path folder, String ending) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(ending)).sorted().toList();
        }
    }
}
