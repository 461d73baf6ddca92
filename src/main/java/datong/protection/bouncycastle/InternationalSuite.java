package datong.protection.bouncycastle;

import datong.protection.CryptoSuite;
import datong.protection.Suite;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.crypto.engines.AESEngine;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.crypto.params.Ed25519PublicKeyParameters;
import org.bouncycastle.crypto.signers.Ed25519Signer;

/** AES-256-GCM, HMAC-SHA-256 and SHA-256 of the JDK; Ed25519 and FF1 of Bouncy Castle. */
final class InternationalSuite implements CryptoSuite {
    @Override
    public Suite name() {
        return Suite.INTERNATIONAL;
    }

    @Override
    public Aead aead() {
        return new JdkAesGcm();
    }

    @Override
    public KeyedDigest keyedDigest(byte[] key) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return new KeyedDigest() {
                @Override
                public KeyedDigest update(byte[] part) {
                    mac.update(part);
                    return this;
                }

                @Override
                public byte[] finish() {
                    return mac.doFinal();
                }
            };
        } catch (GeneralSecurityException absent) {
            throw new CryptoFailure("this JDK has no HMAC-SHA-256", absent);
        }
    }

    @Override
    public byte[] digest(byte[] message) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(message);
        } catch (GeneralSecurityException absent) {
            throw new CryptoFailure("this JDK has no SHA-256", absent);
        }
    }

    @Override
    public FormatPreserving formatPreserving(byte[] key, int radix, byte[] tweak) {
        return new Ff1(AESEngine::newInstance, Keys.checked(key, Suite.INTERNATIONAL), radix, tweak);
    }

    @Override
    public byte[] newSigningKey() {
        return new Ed25519PrivateKeyParameters(new SecureRandom()).getEncoded();
    }

    @Override
    public Signer signer(byte[] privateKey) {
        Ed25519PrivateKeyParameters key = new Ed25519PrivateKeyParameters(privateKey);
        Ed25519Signer signer = new Ed25519Signer();
        signer.init(true, key);
        return new Signer() {
            @Override
            public synchronized byte[] sign(byte[] message) {
                signer.update(message, 0, message.length);
                return signer.generateSignature();
            }

            @Override
            public byte[] publicKey() {
                return key.generatePublicKey().getEncoded();
            }
        };
    }

    @Override
    public boolean verify(byte[] publicKey, byte[] message, byte[] signature) {
        if (publicKey.length != Ed25519PublicKeyParameters.KEY_SIZE) {
            return false;
        }
        try {
            Ed25519Signer verifier = new Ed25519Signer();
            verifier.init(false, new Ed25519PublicKeyParameters(publicKey));
            verifier.update(message, 0, message.length);
            return verifier.verifySignature(signature);
        } catch (IllegalArgumentException notAPoint) {
            return false;
        }
    }
}
