package datong.intake.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import datong.source.RawRecord;
import datong.source.RecordReader;
import datong.source.UnreadableSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SteadyFileTest {
    @TempDir
    Path folder;
    private Path file;
    private SteadyFile reading;

    @BeforeEach
    void begin() throws IOException {
        file = Files.writeString(folder.resolve("orders.csv"), "no\n1\n2\n");
        reading = new SteadyFile(file, SteadyFile.State.of(file), new AtItsEnd());
    }

    @Test
    void aFileThatKeptStillIsRead() throws Exception {
        assertThat(reading.next(10)).isEmpty();
    }

    @Test
    void aFileThatWasCutWhileItWasReadIsRefused() throws IOException {
        Files.writeString(file, "no\n1\n");
        assertChanged();
    }

    @Test
    void aFileThatWasReplacedByAnotherOfItsSizeAndTimeIsRefused() throws IOException {
        Path other = Files.writeString(folder.resolve("other"), "no\n1\n3\n");
        Files.setLastModifiedTime(other, Files.getLastModifiedTime(file));
        Files.move(other, file, StandardCopyOption.REPLACE_EXISTING);
        assertChanged();
    }

    @Test
    void aFileThatWasTakenAwayAfterItWasOpenedIsStillReadToItsEnd() throws Exception {
        Files.delete(file);
        assertThat(reading.next(10)).isEmpty();
    }

    private void assertChanged() {
        assertThatThrownBy(() -> reading.next(10)).isInstanceOfSatisfying(UnreadableSource.class,
                refused -> assertThat(refused.rule()).isEqualTo("CHANGED_WHILE_READ"));
    }

    private static final class AtItsEnd implements RecordReader {
        @Override
        public List<RawRecord> next(int most) {
            return List.of();
        }

        @Override
        public long bytesRead() {
            return 0;
        }

        @Override
        public void close() {}
    }
}
