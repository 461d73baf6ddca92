package datong.protection.bouncycastle;

import datong.protection.CryptoSuite;
import datong.protection.Envelope;
import datong.protection.Suite;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import org.bouncycastle.crypto.InvalidCipherTextException;
import org.bouncycastle.crypto.engines.SM2Engine;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.crypto.params.ParametersWithRandom;

/**
 * Digital envelope of the SM algorithms: {@code sm2.<key>.<nonce>.<ciphertext and tag>}, each base64url. The SM4 key is sealed
 * with SM2 (GB/T 32918.4, C1 C3 C2) once for all values of the envelope; values are SM4-GCM over the first two parts as
 * associated data.
 */
final class Sm2Envelope implements Envelope {
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    private final SecureRandom random = new SecureRandom();
    private final byte[] contentKey = new byte[Suite.SM.cipherKeyBytes()];
    private final CryptoSuite.Aead aead;
    private final String head;

    Sm2Envelope(ECPublicKeyParameters recipient, CryptoSuite sm) {
        random.nextBytes(contentKey);
        this.aead = sm.aead();
        this.head = "sm2." + BASE64.encodeToString(seal(recipient));
    }

    @Override
    public String seal(String plain) {
        byte[] nonce = new byte[CryptoSuite.NONCE_BYTES];
        random.nextBytes(nonce);
        byte[] associated = head.getBytes(StandardCharsets.US_ASCII);
        byte[] sealed = aead.seal(contentKey, nonce, associated, plain.getBytes(StandardCharsets.UTF_8), 0);
        return head + '.' + BASE64.encodeToString(nonce) + '.' + BASE64.encodeToString(sealed);
    }

    private byte[] seal(ECPublicKeyParameters recipient) {
        try {
            SM2Engine engine = new SM2Engine(SM2Engine.Mode.C1C3C2);
            engine.init(true, new ParametersWithRandom(recipient, random));
            return engine.processBlock(contentKey, 0, contentKey.length);
        } catch (InvalidCipherTextException refused) {
            throw new CryptoSuite.CryptoFailure("the recipient's key cannot be used for SM2", refused);
        }
    }
}
