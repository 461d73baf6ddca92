package datong.protection.jose;

import com.nimbusds.jose.EncryptionMethod;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWEAlgorithm;
import com.nimbusds.jose.JWEEncrypter;
import com.nimbusds.jose.JWEHeader;
import com.nimbusds.jose.JWEObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.ECDHEncrypter;
import com.nimbusds.jose.crypto.RSAEncrypter;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.util.Base64URL;
import datong.protection.CryptoSuite;
import datong.protection.Envelope;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.Arrays;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/**
 * Compact JWE (RFC 7516) that any JOSE library opens: ECDH-ES+A256KW or RSA-OAEP-256, content in A256GCM. The content key is
 * random and agreed once for all values of the envelope; each value has a random nonce.
 */
public final class JweEnvelope implements Envelope {
    private final String head;
    private final byte[] associated;
    private final byte[] contentKey;
    private final CryptoSuite.Aead aead;
    private final SecureRandom random;

    private JweEnvelope(JWEObject agreed, byte[] contentKey, CryptoSuite international, SecureRandom random) {
        Base64URL header = agreed.getHeader().toBase64URL();
        this.head = header + "." + agreed.getEncryptedKey() + ".";
        this.associated = header.toString().getBytes(StandardCharsets.US_ASCII);
        this.contentKey = contentKey;
        this.aead = international.aead();
        this.random = random;
    }

    public static JweEnvelope to(ECPublicKey key, CryptoSuite international) {
        try {
            SecureRandom random = new SecureRandom();
            SecretKey contentKey = contentKey(random);
            String id = new ECKey.Builder(Curve.P_256, key).build().computeThumbprint().toString();
            return agree(JWEAlgorithm.ECDH_ES_A256KW, id, new ECDHEncrypter(key, contentKey), contentKey, international, random);
        } catch (JOSEException refused) {
            throw new CryptoSuite.CryptoFailure("the recipient's key cannot be used for JWE", refused);
        }
    }

    public static JweEnvelope to(RSAPublicKey key, CryptoSuite international) {
        try {
            SecureRandom random = new SecureRandom();
            SecretKey contentKey = contentKey(random);
            String id = new RSAKey.Builder(key).build().computeThumbprint().toString();
            return agree(JWEAlgorithm.RSA_OAEP_256, id, new RSAEncrypter(key, contentKey), contentKey, international, random);
        } catch (JOSEException refused) {
            throw new CryptoSuite.CryptoFailure("the recipient's key cannot be used for JWE", refused);
        }
    }

    @Override
    public String seal(String plain) {
        byte[] nonce = new byte[CryptoSuite.NONCE_BYTES];
        random.nextBytes(nonce);
        byte[] sealed = aead.seal(contentKey, nonce, associated, plain.getBytes(StandardCharsets.UTF_8), 0);
        int tag = sealed.length - CryptoSuite.TAG_BYTES;
        return head + Base64URL.encode(nonce) + '.' + Base64URL.encode(Arrays.copyOf(sealed, tag)) + '.'
                + Base64URL.encode(Arrays.copyOfRange(sealed, tag, sealed.length));
    }

    private static JweEnvelope agree(JWEAlgorithm algorithm, String id, JWEEncrypter encrypter, SecretKey contentKey,
            CryptoSuite international, SecureRandom random) throws JOSEException {
        JWEObject agreed = new JWEObject(new JWEHeader.Builder(algorithm, EncryptionMethod.A256GCM).keyID(id).build(), new Payload(""));
        agreed.encrypt(encrypter);
        return new JweEnvelope(agreed, contentKey.getEncoded(), international, random);
    }

    private static SecretKey contentKey(SecureRandom random) {
        byte[] key = new byte[32];
        random.nextBytes(key);
        return new SecretKeySpec(key, "AES");
    }
}
