package datong.protection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import datong.protection.bouncycastle.BouncyCastleSuites;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyRingTest {
    private final CryptoSuites suites = new BouncyCastleSuites();

    @TempDir Path parent;

    @Test
    void firstStartMakesARingThatOnlyItsOwnerCanTouch() throws IOException {
        KeyRing.openOrCreate(folder(), Suite.INTERNATIONAL, suites);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder()))).isEqualTo("rwx------");
        for (String file : new String[] {"keys.p12", "keys.pass", "subjects.keys"}) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder().resolve(file)))).isEqualTo("rw-------");
        }
    }

    @Test
    void secondStartFindsTheSameKeys() {
        KeyRing made = KeyRing.openOrCreate(folder(), Suite.INTERNATIONAL, suites);
        KeyRing found = KeyRing.openOrCreate(folder(), Suite.INTERNATIONAL, suites);
        assertThat(found.fingerprint()).isEqualTo(made.fingerprint()).hasSize(32);
        for (KeyPurpose purpose : KeyPurpose.values()) {
            assertThat(found.current(purpose).bytes()).isEqualTo(made.current(purpose).bytes());
        }
    }

    @Test
    void aRingFromBeforeResolutionIsGivenItsKeyAndKeepsAllOthers() throws Exception {
        KeyRing made = KeyRing.create(folder(), Suite.INTERNATIONAL, suites);
        Path file = folder().resolve("keys.p12");
        char[] passphrase = Files.readString(folder().resolve("keys.pass")).strip().toCharArray();
        java.security.KeyStore store = java.security.KeyStore.getInstance("PKCS12");
        store.load(new java.io.ByteArrayInputStream(Files.readAllBytes(file)), passphrase);
        store.deleteEntry(made.current(KeyPurpose.RESOLUTION).alias());
        try (var out = Files.newOutputStream(file)) {
            store.store(out, passphrase);
        }

        KeyRing found = KeyRing.open(folder(), Suite.INTERNATIONAL, suites);
        assertThat(found.current(KeyPurpose.BLIND_INDEX).bytes()).isEqualTo(made.current(KeyPurpose.BLIND_INDEX).bytes());
        assertThat(found.current(KeyPurpose.RESOLUTION).bytes()).hasSize(32)
                .isEqualTo(KeyRing.open(folder(), Suite.INTERNATIONAL, suites).current(KeyPurpose.RESOLUTION).bytes());
    }

    @Test
    void twoRingsShareNothing() {
        KeyRing one = KeyRing.create(parent.resolve("one"), Suite.INTERNATIONAL, suites);
        KeyRing two = KeyRing.create(parent.resolve("two"), Suite.INTERNATIONAL, suites);
        assertThat(one.fingerprint()).isNotEqualTo(two.fingerprint());
        for (KeyPurpose purpose : KeyPurpose.values()) {
            assertThat(one.current(purpose).bytes()).isNotEqualTo(two.current(purpose).bytes());
        }
    }

    @Test
    void missingKeyFileIsRefusedAndNeverReplaced() throws IOException {
        for (String file : new String[] {"keys.p12", "keys.pass"}) {
            Path folder = parent.resolve("without-" + file);
            KeyRing.create(folder, Suite.INTERNATIONAL, suites);
            Files.delete(folder.resolve(file));
            assertThatThrownBy(() -> KeyRing.openOrCreate(folder, Suite.INTERNATIONAL, suites))
                    .isInstanceOf(KeyRingException.class).hasMessageContaining(file + " is missing");
            assertThat(folder.resolve(file)).doesNotExist();
        }
    }

    @Test
    void fileThatOthersMayReadIsRefused() throws IOException {
        KeyRing.create(folder(), Suite.INTERNATIONAL, suites);
        for (String file : new String[] {"keys.p12", "keys.pass", ""}) {
            Path touched = folder().resolve(file);
            var before = Files.getPosixFilePermissions(touched);
            Files.setPosixFilePermissions(touched, PosixFilePermissions.fromString("rwxr-----"));
            assertThatThrownBy(() -> KeyRing.open(folder(), Suite.INTERNATIONAL, suites))
                    .isInstanceOf(KeyRingException.class).hasMessageContaining("chmod go-rwx");
            Files.setPosixFilePermissions(touched, before);
        }
        KeyRing.open(folder(), Suite.INTERNATIONAL, suites);
    }

    @Test
    void alteredKeyFileIsRefused() throws IOException {
        KeyRing.create(folder(), Suite.INTERNATIONAL, suites);
        Path file = folder().resolve("keys.p12");
        byte[] bytes = Files.readAllBytes(file);
        for (int at = 20; at < bytes.length; at += 97) {
            byte[] altered = bytes.clone();
            altered[at] ^= 1;
            Files.write(file, altered);
            assertThatThrownBy(() -> KeyRing.open(folder(), Suite.INTERNATIONAL, suites)).as("bit at " + at).isInstanceOf(KeyRingException.class);
        }
    }

    @Test
    void keyFileOfAnotherRingIsRefused() throws IOException {
        KeyRing.create(folder(), Suite.INTERNATIONAL, suites);
        KeyRing.create(parent.resolve("other"), Suite.INTERNATIONAL, suites);
        Files.write(folder().resolve("keys.p12"), Files.readAllBytes(parent.resolve("other/keys.p12")));
        assertThatThrownBy(() -> KeyRing.open(folder(), Suite.INTERNATIONAL, suites))
                .isInstanceOf(KeyRingException.class).hasMessageContaining("another ring");
    }

    @Test
    void rotatedKeyIsCurrentAndTheOldOneStays() {
        KeyRing ring = KeyRing.create(folder(), Suite.INTERNATIONAL, suites);
        RingKey old = ring.current(KeyPurpose.SUBJECT_KEK);
        RingKey added = ring.rotate(KeyPurpose.SUBJECT_KEK);
        KeyRing again = KeyRing.open(folder(), Suite.INTERNATIONAL, suites);
        assertThat(again.current(KeyPurpose.SUBJECT_KEK).bytes()).isEqualTo(added.bytes());
        assertThat(again.key(KeyPurpose.SUBJECT_KEK, 1).orElseThrow().bytes()).isEqualTo(old.bytes());
        assertThat(again.key(KeyPurpose.SUBJECT_KEK, 3)).isEmpty();
    }

    @Test
    void keysThatStoredValuesAreComparedWithDoNotRotate() {
        KeyRing ring = KeyRing.create(folder(), Suite.INTERNATIONAL, suites);
        assertThatThrownBy(() -> ring.rotate(KeyPurpose.BLIND_INDEX)).isInstanceOf(KeyRingException.class).hasMessageContaining("does not rotate");
    }

    @Test
    void switchOfSuiteAddsVersionsAndLeavesComparedKeysAlone() {
        KeyRing before = KeyRing.create(folder(), Suite.INTERNATIONAL, suites);
        KeyRing after = KeyRing.open(folder(), Suite.SM, suites);
        assertThat(after.current(KeyPurpose.SUBJECT_KEK).suite()).isEqualTo(Suite.SM);
        assertThat(after.current(KeyPurpose.SUBJECT_KEK).bytes()).hasSize(16);
        assertThat(after.key(KeyPurpose.SUBJECT_KEK, 1)).isPresent();
        assertThat(after.current(KeyPurpose.BLIND_INDEX).bytes()).isEqualTo(before.current(KeyPurpose.BLIND_INDEX).bytes());
        assertThat(after.current(KeyPurpose.BLIND_INDEX).suite()).isEqualTo(Suite.INTERNATIONAL);
        assertThat(after.fingerprint()).isEqualTo(before.fingerprint());
    }

    @Test
    void keyNeverPrints() {
        RingKey key = KeyRing.create(folder(), Suite.INTERNATIONAL, suites).current(KeyPurpose.PSEUDONYM);
        assertThat(key).hasToString("pseudonym.1.international");
    }

    private Path folder() {
        return parent.resolve("data-keys");
    }
}
