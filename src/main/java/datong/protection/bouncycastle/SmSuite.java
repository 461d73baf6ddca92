package datong.protection.bouncycastle;

import datong.protection.CryptoSuite;
import datong.protection.Suite;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.util.Arrays;
import org.bouncycastle.crypto.CryptoException;
import org.bouncycastle.crypto.digests.SM3Digest;
import org.bouncycastle.crypto.engines.SM4Engine;
import org.bouncycastle.crypto.macs.HMac;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.params.KeyParameter;
import org.bouncycastle.crypto.params.ParametersWithID;
import org.bouncycastle.crypto.params.ParametersWithRandom;
import org.bouncycastle.crypto.signers.SM2Signer;
import org.bouncycastle.util.BigIntegers;

/** SM4-GCM, HMAC-SM3, SM3, SM2 and FF1 on SM4, all of Bouncy Castle's lightweight API. */
final class SmSuite implements CryptoSuite {
    /** The signer's identity where none is agreed (GM/T 0009). */
    private static final byte[] DEFAULT_ID = "1234567812345678".getBytes(java.nio.charset.StandardCharsets.US_ASCII);

    @Override
    public Suite name() {
        return Suite.SM;
    }

    @Override
    public Aead aead() {
        return new Sm4Gcm();
    }

    @Override
    public KeyedDigest keyedDigest(byte[] key) {
        HMac mac = new HMac(new SM3Digest());
        mac.init(new KeyParameter(key));
        return new KeyedDigest() {
            @Override
            public KeyedDigest update(byte[] part) {
                mac.update(part, 0, part.length);
                return this;
            }

            @Override
            public byte[] finish() {
                byte[] code = new byte[mac.getMacSize()];
                mac.doFinal(code, 0);
                return code;
            }
        };
    }

    @Override
    public byte[] digest(byte[] message) {
        SM3Digest digest = new SM3Digest();
        digest.update(message, 0, message.length);
        byte[] out = new byte[digest.getDigestSize()];
        digest.doFinal(out, 0);
        return out;
    }

    @Override
    public FormatPreserving formatPreserving(byte[] key, int radix, byte[] tweak) {
        return new Ff1(SM4Engine::new, Keys.checked(key, Suite.SM), radix, tweak);
    }

    @Override
    public byte[] newSigningKey() {
        BigInteger scalar = BigIntegers.createRandomInRange(BigInteger.ONE, Sm2.DOMAIN.getN().subtract(BigInteger.TWO), new SecureRandom());
        return BigIntegers.asUnsignedByteArray(32, scalar);
    }

    @Override
    public Signer signer(byte[] privateKey) {
        ECPrivateKeyParameters key = new ECPrivateKeyParameters(new BigInteger(1, privateKey), Sm2.DOMAIN);
        SM2Signer signer = new SM2Signer();
        signer.init(true, new ParametersWithID(new ParametersWithRandom(key, new SecureRandom()), DEFAULT_ID));
        byte[] publicKey = Sm2.DOMAIN.getG().multiply(key.getD()).normalize().getEncoded(false);
        return new Signer() {
            @Override
            public synchronized byte[] sign(byte[] message) {
                try {
                    signer.update(message, 0, message.length);
                    return signer.generateSignature();
                } catch (CryptoException refused) {
                    throw new CryptoFailure("SM2 refused to sign", refused);
                }
            }

            @Override
            public byte[] publicKey() {
                return Arrays.copyOf(publicKey, publicKey.length);
            }
        };
    }

    @Override
    public boolean verify(byte[] publicKey, byte[] message, byte[] signature) {
        try {
            SM2Signer verifier = new SM2Signer();
            verifier.init(false, new ParametersWithID(Sm2.publicKey(publicKey), DEFAULT_ID));
            verifier.update(message, 0, message.length);
            return verifier.verifySignature(signature);
        } catch (IllegalArgumentException notAPoint) {
            return false;
        }
    }
}
