package datong.protection.bouncycastle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JWEObject;
import com.nimbusds.jose.crypto.RSADecrypter;
import datong.protection.CryptoSuite;
import datong.protection.CryptoSuites;
import datong.protection.Suite;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;
import org.bouncycastle.asn1.gm.GMObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PemEnvelopesTest {
    private static final String ORGANISATION = "11110199MB00DEM264";

    private final CryptoSuites suites = new BouncyCastleSuites();

    @TempDir Path folder;

    @Test
    void rsaRecipientOpensWhatWasSealed() throws Exception {
        KeyPair pair = rsa(3072);
        register(pair.getPublic().getEncoded());
        JWEObject jwe = JWEObject.parse(envelopes(Suite.INTERNATIONAL).to(ORGANISATION).orElseThrow().seal("赵一二"));
        jwe.decrypt(new RSADecrypter(pair.getPrivate()));
        assertThat(jwe.getPayload()).hasToString("赵一二");
    }

    @Test
    void eachSuiteTakesOnlyAKeyOfItsOwn() throws Exception {
        register(sm2());
        assertThat(envelopes(Suite.INTERNATIONAL).to(ORGANISATION)).isEmpty();
        assertThat(envelopes(Suite.SM).to(ORGANISATION).orElseThrow().seal("赵一二")).startsWith("sm2.");
        register(p256());
        assertThat(envelopes(Suite.SM).to(ORGANISATION)).isEmpty();
        assertThat(envelopes(Suite.INTERNATIONAL).to(ORGANISATION)).isPresent();
        register(p256(), sm2());
        assertThat(envelopes(Suite.SM).to(ORGANISATION)).isPresent();
        assertThat(envelopes(Suite.INTERNATIONAL).to(ORGANISATION)).isPresent();
    }

    @Test
    void shortRsaKeyIsNotTaken() throws Exception {
        register(rsa(2048).getPublic().getEncoded());
        assertThat(envelopes(Suite.INTERNATIONAL).to(ORGANISATION)).isEmpty();
    }

    @Test
    void brokenFileIsAFailureAndNotAnAbsence() throws Exception {
        Files.writeString(folder.resolve(ORGANISATION + ".pem"), "-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----\n");
        assertThatThrownBy(() -> envelopes(Suite.INTERNATIONAL).to(ORGANISATION)).isInstanceOf(CryptoSuite.CryptoFailure.class).hasMessageContaining(".pem");
        Files.writeString(folder.resolve(ORGANISATION + ".pem"), "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n");
        assertThatThrownBy(() -> envelopes(Suite.INTERNATIONAL).to(ORGANISATION)).isInstanceOf(CryptoSuite.CryptoFailure.class);
    }

    @Test
    void organisationCannotNameAFileElsewhere() {
        assertThat(envelopes(Suite.INTERNATIONAL).to("../" + ORGANISATION)).isEmpty();
        assertThat(envelopes(Suite.INTERNATIONAL).to("")).isEmpty();
    }

    private PemEnvelopes envelopes(Suite suite) {
        return new PemEnvelopes(folder, suite, suites);
    }

    private void register(byte[]... keys) throws IOException {
        StringBuilder pem = new StringBuilder();
        for (byte[] key : keys) {
            pem.append("-----BEGIN PUBLIC KEY-----\n").append(Base64.getMimeEncoder().encodeToString(key)).append("\n-----END PUBLIC KEY-----\n");
        }
        Files.writeString(folder.resolve(ORGANISATION + ".pem"), pem);
    }

    private byte[] sm2() throws IOException {
        CryptoSuite sm = suites.of(Suite.SM);
        AlgorithmIdentifier curve = new AlgorithmIdentifier(X9ObjectIdentifiers.id_ecPublicKey, GMObjectIdentifiers.sm2p256v1);
        return new SubjectPublicKeyInfo(curve, sm.signer(sm.newSigningKey()).publicKey()).getEncoded();
    }

    private static byte[] p256() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        return generator.generateKeyPair().getPublic().getEncoded();
    }

    private static KeyPair rsa(int bits) throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(bits);
        return generator.generateKeyPair();
    }
}
