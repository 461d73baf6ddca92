package datong;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedDatabaseIT {
    @TempDir
    Path folder;

    @Test
    void nobodyElseOnTheMachineReadsItsFilesOrChangesItsProgram() throws IOException {
        Path data = folder.resolve("data");
        EmbeddedDatabase.start(data, folder.resolve("keys"), 0).close();
        for (Path closed : List.of(data, data.resolve("postgres"), EmbeddedDatabase.program(data), folder.resolve("keys"))) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(closed))).as(closed.toString()).isEqualTo("rwx------");
        }
    }
}
