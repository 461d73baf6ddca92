package datong;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import datong.audit.Ed25519Signer;
import datong.audit.LogIndex;
import datong.audit.MerkleLog;
import datong.protection.CryptoSuites;
import datong.protection.KeyPurpose;
import datong.protection.KeyRing;
import datong.protection.Suite;
import datong.protection.SubjectVault;
import datong.protection.bouncycastle.BouncyCastleSuites;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyRewrappingTest {
    @TempDir
    Path folder;

    @Test
    void afterARotationTheHubWrapsEveryKeyAnewAndTheLogSaysSoOnce() throws Exception {
        CryptoSuites suites = new BouncyCastleSuites();
        KeyRing ring = KeyRing.openOrCreate(folder.resolve("ring"), Suite.INTERNATIONAL, suites);
        try (SubjectVault vault = new SubjectVault(ring, suites);
                MerkleLog log = MerkleLog.open(MerkleLog.Settings.of(folder.resolve("audit"), "datong/test"), List.of(Ed25519Signer.generate("datong/test")), Clock.systemUTC())) {
            for (int i = 0; i < 1_200; i++) {
                vault.sealer(vault.subject("test", "s" + i));
            }
            ring.rotate(KeyPurpose.SUBJECT_KEK);
            vault.sealer(vault.subject("test", "newest"));
            try (KeyRewrapping rewrapping = new KeyRewrapping(ring, vault, log, Clock.systemUTC())) {
                rewrapping.start();
                await().atMost(Duration.ofMinutes(4)).until(() -> log.size() == 1);
            }
            assertThat(vault.wrappings()).containsOnlyKeys(2).containsValue(1_201);
            assertThat(new String(log.reader().find(new LogIndex(0)).orElseThrow().line(), StandardCharsets.UTF_8)).contains("\"KEYS_REWRAPPED\"", "1200").doesNotContain("1201");
            try (KeyRewrapping again = new KeyRewrapping(ring, vault, log, Clock.systemUTC())) {
                again.start();
            }
            assertThat(log.size()).as("nothing was left to do").isEqualTo(1);
        }
    }
}
