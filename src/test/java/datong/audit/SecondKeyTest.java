package datong.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import datong.audit.AuditReport.Kind;
import datong.protection.CryptoSuite;
import datong.protection.Suite;
import datong.protection.bouncycastle.BouncyCastleSuites;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecondKeyTest {
    private final CryptoSuite suite = new BouncyCastleSuites().of(Suite.SM);
    @TempDir
    Path folder;

    record Sm2(CryptoSuite.Signer signer) implements CheckpointSigner {
        @Override
        public String keyName() {
            return "datong.test/log/sm2";
        }

        @Override
        public byte[] publicKey() {
            return signer.publicKey();
        }

        @Override
        public byte[] sign(byte[] note) {
            return signer.sign(note);
        }

        @Override
        public byte[] signatureType() {
            return "\u00ffdatong/sm2-sm3".getBytes(StandardCharsets.ISO_8859_1);
        }
    }

    private void log() {
        try (MerkleLog log = MerkleLog.open(MerkleLog.Settings.of(folder, "datong.test/log"), List.of(Ed25519Signer.generate("datong.test/log"), new Sm2(suite.signer(suite.newSigningKey()))),
                Clock.systemUTC())) {
            log.appendAll(Events.events(3));
            log.checkpoint();
        }
    }

    private SecondKey published() throws IOException {
        return SecondKey.parse(Files.readString(folder.resolve(SecondKey.FILE)));
    }

    @Test
    void theSm2LineOfEveryCheckpointIsHeldAgainstThePublishedKey() throws IOException {
        log();
        List<String> notes = new ArrayList<>();
        assertThat(published().check(folder, suite::verify, notes)).isEmpty();
        assertThat(notes).singleElement().asString().matches("[1-9] checkpoints bear a good signature of datong.test/log/sm2 beside the log's own");
        assertThat(SecondKey.parse(published().toString()).toString()).isEqualTo(published().toString());
    }

    @Test
    void aLineThatIsNotItsSignatureAndOneThatIsMissingAreFound() throws IOException {
        log();
        Checkpoint newest = Checkpoints.newest(folder).orElseThrow();
        SecondKey key = published();
        assertThat(key.check(folder, (publicKey, message, signature) -> false, new ArrayList<>())).extracting(AuditReport.Finding::kind).contains(Kind.BAD_SIGNATURE);
        Files.writeString(folder.resolve("checkpoint"), new Checkpoint(newest.origin(), newest.size(), newest.root(), newest.signatures().subList(0, 1)).note());
        assertThat(key.check(folder, suite::verify, new ArrayList<>())).singleElement().satisfies(finding -> assertThat(finding.message()).contains("bears no line of"));
    }

    @Test
    void aKeyThatWasAlteredIsNotTaken() throws IOException {
        log();
        String text = published().toString();
        assertThatThrownBy(() -> SecondKey.parse("x" + text)).hasMessageContaining("altered or cut");
        assertThatThrownBy(() -> SecondKey.parse("key")).hasMessageContaining("name+keyid+base64");
    }
}
