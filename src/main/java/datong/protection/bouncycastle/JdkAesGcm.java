package datong.protection.bouncycastle;

import datong.protection.CryptoSuite;
import datong.protection.Suite;
import java.security.GeneralSecurityException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** AES-256-GCM of the JDK: one cipher object reused, the last key kept. */
final class JdkAesGcm implements CryptoSuite.Aead {
    private final Cipher cipher;
    private byte[] lastKey = {};
    private SecretKeySpec lastSpec;

    JdkAesGcm() {
        try {
            cipher = Cipher.getInstance("AES/GCM/NoPadding");
        } catch (GeneralSecurityException absent) {
            throw new CryptoSuite.CryptoFailure("this JDK has no AES-GCM", absent);
        }
    }

    @Override
    public byte[] seal(byte[] key, byte[] nonce, byte[] associated, byte[] plain, int prefix) {
        try {
            byte[] out = new byte[prefix + plain.length + CryptoSuite.TAG_BYTES];
            init(Cipher.ENCRYPT_MODE, key, nonce, associated);
            cipher.doFinal(plain, 0, plain.length, out, prefix);
            return out;
        } catch (GeneralSecurityException refused) {
            throw new CryptoSuite.CryptoFailure("AES-GCM refused to seal", refused);
        }
    }

    @Override
    public byte[] open(byte[] key, byte[] nonce, byte[] associated, byte[] sealed, int offset) {
        Keys.checkLength(sealed, offset);
        try {
            init(Cipher.DECRYPT_MODE, key, nonce, associated);
            return cipher.doFinal(sealed, offset, sealed.length - offset);
        } catch (GeneralSecurityException altered) {
            throw new CryptoSuite.CryptoFailure("a sealed value does not authenticate", altered);
        }
    }

    private void init(int mode, byte[] key, byte[] nonce, byte[] associated) throws GeneralSecurityException {
        if (key != lastKey) {
            lastSpec = new SecretKeySpec(Keys.checked(key, Suite.INTERNATIONAL), "AES");
            lastKey = key;
        }
        cipher.init(mode, lastSpec, new GCMParameterSpec(CryptoSuite.TAG_BYTES * 8, Keys.checkedNonce(nonce)));
        cipher.updateAAD(associated);
    }
}
