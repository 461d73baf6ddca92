package datong;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** Where published test data lies; it is used in place and never copied into the project. */
public final class SharedData {
    private SharedData() {}

    /** The folder of one collection; the test is skipped aloud where it is not there. */
    public static Path folder(String name) {
        return Stream.of(Optional.ofNullable(System.getProperty("datong.shared")), Optional.ofNullable(System.getenv("DATONG_SHARED")),
                        Optional.of("../shared"))
                .flatMap(Optional::stream)
                .map(root -> Path.of(root, "data", name))
                .filter(Files::isDirectory)
                .findFirst()
                .orElseGet(() -> skipped(name));
    }

    private static Path skipped(String name) {
        String message = "SKIPPED, no shared data: " + name + " (set DATONG_SHARED to the folder that holds data/" + name + ")";
        System.err.println(message);
        Assumptions.abort(message);
        throw new IllegalStateException(message);
    }
}
