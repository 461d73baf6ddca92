package datong.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Clock;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KilledLogTest {
    @TempDir
    Path folder;

    @Test
    void everyAcknowledgedEventIsInTheLogAfterKillsAtRandomMoments() throws Exception {
        KeyPair keys = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        Random moments = new Random(20261103);
        Map<Long, String> acknowledged = new HashMap<>();
        for (int kill = 0; kill < 5; kill++) {
            appendAndKill(keys, 200 + moments.nextInt(3000), acknowledged);
        }
        Ed25519Signer signer = new Ed25519Signer("kill", keys);
        try (MerkleLog log = MerkleLog.open(MerkleLog.Settings.of(folder, "datong.test/log"), List.of(signer), Clock.systemUTC())) {
            Map<Long, String> kept = new HashMap<>();
            log.reader().read(0, Integer.MAX_VALUE).forEach(entry -> kept.put(entry.index(), entry.event().id()));
            assertThat(kept).containsAllEntriesOf(acknowledged);
            assertThat(acknowledged).hasSizeGreaterThan(1000);
        }
        assertThat(new AuditVerifier(folder, LogKey.of(signer)).verify(List.of()).findings()).isEmpty();
    }

    /** Kills once so many were acknowledged; a line that the kill cut in two is not an acknowledgement. */
    private void appendAndKill(KeyPair keys, int many, Map<Long, String> acknowledged) throws IOException, InterruptedException {
        HexFormat hex = HexFormat.of();
        Process process = new ProcessBuilder(ProcessHandle.current().info().command().orElseThrow(), "-cp",
                System.getProperty("surefire.real.class.path", System.getProperty("java.class.path")), AppendForever.class.getName(),
                folder.toString(), hex.formatHex(keys.getPublic().getEncoded()), hex.formatHex(keys.getPrivate().getEncoded()))
                .redirectError(ProcessBuilder.Redirect.INHERIT).start();
        try (BufferedReader lines = process.inputReader()) {
            int count = 0;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (++count == many) {
                    process.toHandle().destroyForcibly();
                }
                String[] parts = line.split(" ");
                if (parts.length == 2 && parts[1].length() == 36) {
                    String other = acknowledged.put(Long.parseLong(parts[0]), parts[1]);
                    assertThat(other).as("index %s was given twice", parts[0]).isNull();
                }
            }
            assertThat(count).isGreaterThanOrEqualTo(many);
        }
        process.waitFor();
    }
}
