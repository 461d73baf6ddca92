package datong.protection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import datong.ledger.SubjectId;
import datong.ledger.Vault;
import datong.protection.bouncycastle.BouncyCastleSuites;
import datong.schema.Element;
import datong.schema.ItemDefinition;
import datong.schema.ItemName;
import datong.schema.LedgerSchema;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SubjectVaultTest {
    private static final byte[] PLAIN = "赵一 154 0000 1001".getBytes(StandardCharsets.UTF_8);
    private static final ItemDefinition MOBILE = item("mobile");
    private static final ItemDefinition NAME = item("name");

    private final CryptoSuites suites = new BouncyCastleSuites();
    private SubjectVault vault;

    @TempDir Path parent;

    @BeforeEach
    void open() {
        vault = open(Suite.INTERNATIONAL);
    }

    @AfterEach
    void close() {
        vault.close();
    }

    @ParameterizedTest
    @EnumSource(Suite.class)
    void sealedValueOpensAgainAndAfterARestart(Suite suite) {
        restart(suite);
        byte[] sealed = seal(subject("a"));
        assertThat(sealed).hasSize(2 + 12 + PLAIN.length + 16).startsWith(suite.code(), 1);
        assertThat(opened(subject("a"), sealed)).isEqualTo(PLAIN);
        vault.flush();
        restart(suite);
        assertThat(opened(subject("a"), sealed)).isEqualTo(PLAIN);
    }

    @Test
    void bothSuitesOpenAfterASwitch() {
        byte[] before = seal(subject("a"));
        restart(Suite.SM);
        byte[] after = seal(subject("a"));
        assertThat(after[0]).isEqualTo(Suite.SM.code());
        assertThat(opened(subject("a"), before)).isEqualTo(PLAIN);
        assertThat(opened(subject("a"), after)).isEqualTo(PLAIN);
        restart(Suite.INTERNATIONAL);
        assertThat(opened(subject("a"), before)).isEqualTo(PLAIN);
        assertThat(opened(subject("a"), after)).isEqualTo(PLAIN);
    }

    @Test
    void sealingTwiceGivesDifferentBytes() {
        assertThat(seal(subject("a"))).isNotEqualTo(seal(subject("a")));
    }

    @Test
    void valueOpensOnlyAsItsItemOfItsElementAndItsSubject() {
        byte[] sealed = seal(subject("a"));
        seal(subject("b"));
        assertThatThrownBy(() -> vault.open(subject("a"), Element.PERSON, NAME, sealed)).isInstanceOf(Vault.VaultException.class);
        assertThatThrownBy(() -> vault.open(subject("a"), Element.MATTER, MOBILE, sealed)).isInstanceOf(Vault.VaultException.class);
        assertThatThrownBy(() -> vault.open(subject("b"), Element.PERSON, MOBILE, sealed)).isInstanceOf(Vault.VaultException.class);
    }

    @Test
    void everyAlteredByteIsNoticed() {
        byte[] sealed = seal(subject("a"));
        for (int at = 0; at < sealed.length; at++) {
            byte[] altered = sealed.clone();
            altered[at] ^= 4;
            assertThatThrownBy(() -> vault.open(subject("a"), Element.PERSON, MOBILE, altered)).isInstanceOf(Vault.VaultException.class);
        }
        assertThatThrownBy(() -> vault.open(subject("a"), Element.PERSON, MOBILE, new byte[0])).isInstanceOf(Vault.VaultException.class);
    }

    @Test
    void unknownSubjectIsAnErrorAndNotAnErasure() {
        byte[] sealed = seal(subject("a"));
        assertThatThrownBy(() -> vault.open(subject("never"), Element.PERSON, MOBILE, sealed)).isInstanceOf(Vault.VaultException.class);
    }

    @Test
    void nothingOpensAfterErasureNorAfterARestart() {
        byte[] sealed = seal(subject("a"));
        byte[] kept = seal(subject("b"));
        vault.flush();
        assertThat(vault.erase(subject("a"))).isTrue();
        assertErased(sealed);
        restart(Suite.INTERNATIONAL);
        assertErased(sealed);
        assertThat(opened(subject("b"), kept)).isEqualTo(PLAIN);
    }

    @Test
    void erasureLeavesNoKeyByteInTheFile() throws IOException {
        seal(subject("a"));
        vault.erase(subject("a"));
        byte[] file = Files.readAllBytes(keys().resolve("subjects.keys"));
        assertThat(file).hasSize(2 * SubjectSlot.BYTES);
        assertThat(java.util.Arrays.copyOfRange(file, SubjectSlot.BYTES + 28, 2 * SubjectSlot.BYTES - 4)).containsOnly(0);
    }

    @Test
    void erasingWhatIsNotThereSaysSo() {
        assertThat(vault.erase(subject("never"))).isFalse();
        seal(subject("a"));
        assertThat(vault.erase(subject("a"))).isTrue();
        assertThat(vault.erase(subject("a"))).isFalse();
    }

    @Test
    void subjectsAndIndexesAreTheSameAfterARestartAndDifferByNameSpaceAndItem() {
        SubjectId subject = vault.subject("id_number", "110199195803121021");
        byte[] index = vault.blindIndex(Element.PERSON, MOBILE, "15400001001");
        String digest = vault.keyDigest("110199195803121021");
        byte[] record = vault.recordDigest(PLAIN);
        assertThat(index).hasSize(16);
        assertThat(vault.subject("mobile", "110199195803121021")).isNotEqualTo(subject);
        assertThat(vault.blindIndex(Element.MATTER, MOBILE, "15400001001")).isNotEqualTo(index);
        assertThat(vault.blindIndex(Element.PERSON, NAME, "15400001001")).isNotEqualTo(index);
        restart(Suite.SM);
        assertThat(vault.subject("id_number", "110199195803121021")).isEqualTo(subject);
        assertThat(vault.blindIndex(Element.PERSON, MOBILE, "15400001001")).isEqualTo(index);
        assertThat(vault.keyDigest("110199195803121021")).isEqualTo(digest).matches("[0-9a-f]{32}");
        assertThat(vault.recordDigest(PLAIN)).isEqualTo(record).hasSize(32);
    }

    @Test
    void oldWrappingKeyStillOpensAfterRotation() {
        byte[] before = seal(subject("a"));
        vault.close();
        KeyRing ring = KeyRing.open(keys(), Suite.INTERNATIONAL, suites);
        ring.rotate(KeyPurpose.SUBJECT_KEK);
        vault = new SubjectVault(ring, suites);
        byte[] after = seal(subject("b"));
        restart(Suite.INTERNATIONAL);
        assertThat(opened(subject("a"), before)).isEqualTo(PLAIN);
        assertThat(opened(subject("b"), after)).isEqualTo(PLAIN);
    }

    @Test
    void keysThatWereWrappedAnewOpenWithoutTheOldVersion() {
        Map<String, byte[]> sealed = new LinkedHashMap<>();
        for (int i = 0; i < 1_500; i++) {
            sealed.put("s" + i, seal(subject("s" + i)));
        }
        vault.erase(subject("s7"));
        vault.close();
        KeyRing ring = KeyRing.open(keys(), suites);
        ring.rotate(KeyPurpose.SUBJECT_KEK);
        vault = new SubjectVault(ring, suites);
        assertThatThrownBy(() -> ring.retire(vault.wrappings().keySet())).isInstanceOf(KeyRingException.class).hasMessageContaining("rewrap");
        assertThat(rewrapAll(vault)).isEqualTo(1_499);
        assertThat(rewrapAll(vault)).as("a second time there is nothing to do").isZero();
        assertThat(vault.wrappings()).containsExactly(Map.entry(2, 1_499));
        ring.retire(vault.wrappings().keySet());
        restart(Suite.INTERNATIONAL);
        assertThat(KeyRing.open(keys(), suites).versions(KeyPurpose.SUBJECT_KEK)).hasSize(1);
        sealed.forEach((name, value) -> assertThat(vault.open(subject(name), Element.PERSON, MOBILE, value)).as(name)
                .satisfies(opened -> assertThat(opened.isPresent()).isEqualTo(!name.equals("s7"))));
    }

    @Test
    void aPowerCutWhileSlotsAreWrittenInPlaceLosesNoKey() throws IOException {
        byte[] first = seal(subject("first"));
        byte[] second = seal(subject("second"));
        vault.close();
        byte[] before = Files.readAllBytes(keys().resolve("subjects.keys"));
        KeyRing ring = KeyRing.open(keys(), suites);
        ring.rotate(KeyPurpose.SUBJECT_KEK);
        vault = new SubjectVault(ring, suites);
        rewrapAll(vault);
        vault.close();
        byte[] after = Files.readAllBytes(keys().resolve("subjects.keys"));
        new RewrapJournal(keys(), ring.fingerprint()).write(new TreeMap<>(Map.of(0, slot(after, 0), 1, slot(after, 1))));
        byte[] torn = before.clone();
        System.arraycopy(after, SubjectSlot.BYTES, torn, SubjectSlot.BYTES, SubjectSlot.BYTES + 60);
        Files.write(keys().resolve("subjects.keys"), torn);

        vault = open(Suite.INTERNATIONAL);
        assertThat(opened(subject("first"), first)).isEqualTo(PLAIN);
        assertThat(opened(subject("second"), second)).isEqualTo(PLAIN);
        assertThat(keys().resolve("subjects.rewrap")).doesNotExist();
        assertThat(vault.wrappings().keySet()).containsExactly(2);
    }

    @Test
    void aJournalThatIsDamagedOrOfAnotherRingRefusesToStart() throws IOException {
        seal(subject("a"));
        vault.close();
        KeyRing ring = KeyRing.open(keys(), suites);
        byte[] slot = slot(Files.readAllBytes(keys().resolve("subjects.keys")), 0);
        new RewrapJournal(keys(), "00".repeat(16)).write(new TreeMap<>(Map.of(0, slot)));
        assertThatThrownBy(() -> new SubjectVault(ring, suites)).isInstanceOf(KeyRingException.class).hasMessageContaining("another key ring");
        byte[] journal = Files.readAllBytes(keys().resolve("subjects.rewrap"));
        journal[40] ^= 1;
        Files.write(keys().resolve("subjects.rewrap"), journal);
        assertThatThrownBy(() -> new SubjectVault(ring, suites)).isInstanceOf(KeyRingException.class).hasMessageContaining("damaged");
        Files.delete(keys().resolve("subjects.rewrap"));
        vault = open(Suite.INTERNATIONAL);
    }

    private static byte[] slot(byte[] file, int index) {
        return Arrays.copyOfRange(file, (index + 1) * SubjectSlot.BYTES, (index + 2) * SubjectSlot.BYTES);
    }

    private static int rewrapAll(SubjectVault vault) {
        int wrapped = 0;
        for (SubjectVault.Rewrapping portion = vault.rewrap(0);; portion = vault.rewrap(portion.next())) {
            wrapped += portion.wrapped();
            if (portion.done()) {
                return wrapped;
            }
        }
    }

    @Test
    void tornTailIsForgottenAndItsPlaceUsedAgain() throws IOException {
        byte[] kept = seal(subject("kept"));
        vault.flush();
        vault.close();
        try (RandomAccessFile file = new RandomAccessFile(keys().resolve("subjects.keys").toFile(), "rw")) {
            file.seek(file.length());
            file.write(new byte[SubjectSlot.BYTES + 50]);
        }
        vault = open(Suite.INTERNATIONAL);
        byte[] next = seal(subject("next"));
        restart(Suite.INTERNATIONAL);
        assertThat(opened(subject("kept"), kept)).isEqualTo(PLAIN);
        assertThat(opened(subject("next"), next)).isEqualTo(PLAIN);
    }

    @Test
    void holeThatWasNeverFlushedIsVoided() throws IOException {
        vault.sealer(subject("lost"));
        byte[] kept = seal(subject("kept"));
        vault.close();
        overwrite(0);
        for (int start = 0; start < 3; start++) {
            vault = open(Suite.INTERNATIONAL);
            assertThat(opened(subject("kept"), kept)).isEqualTo(PLAIN);
            assertThat(opened(subject("lost"), seal(subject("lost")))).isEqualTo(PLAIN);
            vault.close();
        }
    }

    @Test
    void damageToAFlushedSlotRefusesToStart() throws IOException {
        seal(subject("first"));
        vault.flush();
        seal(subject("second"));
        vault.close();
        overwrite(0);
        assertThatThrownBy(() -> open(Suite.INTERNATIONAL)).isInstanceOf(KeyRingException.class).hasMessageContaining("damaged at slot 0");
    }

    @Test
    void missingOrForeignSubjectFileRefusesToStart() throws IOException {
        vault.close();
        KeyRing.create(parent.resolve("other"), Suite.INTERNATIONAL, suites);
        Files.write(keys().resolve("subjects.keys"), Files.readAllBytes(parent.resolve("other/subjects.keys")));
        assertThatThrownBy(() -> open(Suite.INTERNATIONAL)).isInstanceOf(KeyRingException.class).hasMessageContaining("another key ring");
        Files.delete(keys().resolve("subjects.keys"));
        assertThatThrownBy(() -> open(Suite.INTERNATIONAL)).isInstanceOf(KeyRingException.class).hasMessageContaining("missing");
    }

    @Test
    void secondHubOnTheSameRingIsRefused() {
        assertThatThrownBy(() -> open(Suite.INTERNATIONAL)).isInstanceOf(KeyRingException.class).hasMessageContaining("in use by another hub");
    }

    @Test
    void writersThatMeetAgreeOnEverySubjectsKey() throws Exception {
        int subjects = 5_000;
        List<byte[]> sealed = new ArrayList<>();
        try (ExecutorService writers = Executors.newFixedThreadPool(4)) {
            List<Future<List<byte[]>>> all = new ArrayList<>();
            for (int writer = 0; writer < 4; writer++) {
                Callable<List<byte[]>> work = () -> {
                    List<byte[]> mine = new ArrayList<>();
                    for (int i = 0; i < subjects; i++) {
                        mine.add(seal(subject("s" + i)));
                        if (i % 500 == 0) {
                            vault.flush();
                        }
                    }
                    vault.flush();
                    return mine;
                };
                all.add(writers.submit(work));
            }
            for (Future<List<byte[]>> one : all) {
                sealed.addAll(one.get());
            }
        }
        restart(Suite.INTERNATIONAL);
        for (int i = 0; i < sealed.size(); i++) {
            assertThat(opened(subject("s" + i % subjects), sealed.get(i))).isEqualTo(PLAIN);
        }
        assertThat(Files.size(keys().resolve("subjects.keys"))).isEqualTo((subjects + 1L) * SubjectSlot.BYTES);
    }

    @Test
    void aMillionSubjectsFitInFortyMegabytesAndAreAllFound() {
        SubjectIndex index = new SubjectIndex();
        java.util.SplittableRandom random = new java.util.SplittableRandom(7);
        for (int i = 0; i < 1_000_000; i++) {
            index.put(new SubjectId(random.nextLong(), random.nextLong()), i);
        }
        random = new java.util.SplittableRandom(7);
        for (int i = 0; i < 1_000_000; i++) {
            assertThat(index.get(new SubjectId(random.nextLong(), random.nextLong())) == i).isTrue();
        }
        assertThat(index.bytes()).isLessThan(40_000_000);
        assertThat(index.get(new SubjectId(1, 2))).isEqualTo(SubjectIndex.NONE);
    }

    private void assertErased(byte[] sealed) {
        assertThat(vault.open(subject("a"), Element.PERSON, MOBILE, sealed)).isEmpty();
        assertThatThrownBy(() -> vault.sealer(subject("a"))).isInstanceOf(Vault.ErasedSubject.class);
    }

    private void overwrite(int slot) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(keys().resolve("subjects.keys").toFile(), "rw")) {
            file.seek((slot + 1L) * SubjectSlot.BYTES);
            file.write(new byte[SubjectSlot.BYTES]);
        }
    }

    private SubjectId subject(String identifier) {
        return vault.subject("id_number", identifier);
    }

    private byte[] seal(SubjectId subject) {
        return vault.sealer(subject).seal(Element.PERSON, MOBILE, PLAIN);
    }

    private byte[] opened(SubjectId subject, byte[] sealed) {
        return vault.open(subject, Element.PERSON, MOBILE, sealed).orElseThrow();
    }

    private void restart(Suite suite) {
        vault.close();
        vault = open(suite);
    }

    private SubjectVault open(Suite suite) {
        return new SubjectVault(KeyRing.openOrCreate(keys(), suite, suites), suites);
    }

    private Path keys() {
        return parent.resolve("data-keys");
    }

    private static ItemDefinition item(String name) {
        return LedgerSchema.standard().element(Element.PERSON).item(new ItemName(name)).orElseThrow();
    }
}
