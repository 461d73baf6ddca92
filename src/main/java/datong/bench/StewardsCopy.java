package datong.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** The stewards' folders as they are, but for what a measurement has to change in them. */
final class StewardsCopy {
    private StewardsCopy() {}

    /** @param change of each file's text; gives the copy */
    static Path of(Path copy, UnaryOperator<String> change) throws IOException {
        for (String folder : List.of("integrations", "mappings", "policies")) {
            try (Stream<Path> files = Files.walk(Path.of(folder))) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    Files.createDirectories(copy.resolve(file).getParent());
                    Files.writeString(copy.resolve(file), change.apply(Files.readString(file)));
                }
            }
        }
        return copy;
    }
}
