package datong.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Clock;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KilledLogTest {
    @TempDir
    Path temporary;
    private Path folder;

    @BeforeEach
    void aFolderOfItsOwn() throws IOException {
        folder = Files.createDirectory(temporary.resolve("log"));
    }


    private final Map<Long, String> acknowledged = new HashMap<>();

    @Test
    void everyAcknowledgedEventIsInTheLogAfterKillsAtRandomMoments() throws Exception {
        KeyPair keys = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        Random moments = new Random(20261103);
        for (int kill = 0; kill < 5; kill++) {
            appendAndKill(keys, 200 + moments.nextInt(3000));
        }
        assertEveryAcknowledgedEventIsThere(keys);
    }

    @Test
    void aFullDiskEndsAcknowledgementsAndLosesNoneOfThem() throws Exception {
        KeyPair keys = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        Process process = new ProcessBuilder(Stream.concat(Stream.of("bash", "-c", "ulimit -f 1536; exec \"$@\"", "full"), command(keys, 100_000_000).stream()).toList())
                .redirectError(folder.resolveSibling("said").toFile()).start();
        try (BufferedReader lines = process.inputReader()) {
            lines.lines().forEach(this::acknowledge);
        }
        process.waitFor();
        assertThat(Files.readString(folder.resolveSibling("said"))).contains("the audit log cannot be written");
        assertThat(Segments.file(folder, 0).toFile().length()).isEqualTo(1536 * 1024);
        assertEveryAcknowledgedEventIsThere(keys);
    }

    private void assertEveryAcknowledgedEventIsThere(KeyPair keys) throws IOException {
        Ed25519Signer signer = new Ed25519Signer("kill", keys);
        try (MerkleLog log = MerkleLog.open(MerkleLog.Settings.of(folder, "datong.test/log"), List.of(signer), Clock.systemUTC())) {
            Map<Long, String> kept = new HashMap<>();
            log.reader().read(0, Integer.MAX_VALUE).forEach(entry -> kept.put(entry.index(), entry.event().id()));
            assertThat(kept).containsAllEntriesOf(acknowledged);
            assertThat(acknowledged).hasSizeGreaterThan(1000);
        }
        assertThat(new AuditVerifier(folder, LogKey.of(signer)).verify(List.of()).findings()).isEmpty();
    }

    private List<String> command(KeyPair keys, long segmentBytes) {
        HexFormat hex = HexFormat.of();
        return List.of(ProcessHandle.current().info().command().orElseThrow(), "-cp", System.getProperty("surefire.real.class.path", System.getProperty("java.class.path")),
                AppendForever.class.getName(), folder.toString(), hex.formatHex(keys.getPublic().getEncoded()), hex.formatHex(keys.getPrivate().getEncoded()), String.valueOf(segmentBytes));
    }

    /** A line that the end of the process cut in two is not an acknowledgement. */
    private void acknowledge(String line) {
        String[] parts = line.split(" ");
        if (parts.length == 2 && parts[1].length() == 36) {
            String other = acknowledged.put(Long.parseLong(parts[0]), parts[1]);
            assertThat(other).as("index %s was given twice", parts[0]).isNull();
        }
    }

    /** Kills once so many were acknowledged. */
    private void appendAndKill(KeyPair keys, int many) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command(keys, 200_000)).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        try (BufferedReader lines = process.inputReader()) {
            int count = 0;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (++count == many) {
                    process.toHandle().destroyForcibly();
                }
                acknowledge(line);
            }
            assertThat(count).isGreaterThanOrEqualTo(many);
        }
        process.waitFor();
    }
}
