package datong.intake.camel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class IntegrationFilesTest {
    @Test
    void everyFolderTakesAnEmptyFileTooSoThatItIsSetAsideAndHoldsUpNobody() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("integrations"))) {
            List<Path> folders = files.filter(file -> text(file).contains("readLock: changed")).toList();
            assertThat(folders).isNotEmpty().allSatisfy(file -> assertThat(text(file)).as(file.toString()).contains("readLockMinLength: 0"));
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
