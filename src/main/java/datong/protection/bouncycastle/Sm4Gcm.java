package datong.protection.bouncycastle;

import datong.protection.CryptoSuite;
import datong.protection.Suite;
import org.bouncycastle.crypto.InvalidCipherTextException;
import org.bouncycastle.crypto.engines.SM4Engine;
import org.bouncycastle.crypto.modes.GCMBlockCipher;
import org.bouncycastle.crypto.modes.GCMModeCipher;
import org.bouncycastle.crypto.params.AEADParameters;
import org.bouncycastle.crypto.params.KeyParameter;

/** SM4-GCM of Bouncy Castle's lightweight API; re-keyed only when the key changes. */
final class Sm4Gcm implements CryptoSuite.Aead {
    private final GCMModeCipher sealing = GCMBlockCipher.newInstance(new SM4Engine());
    private final GCMModeCipher opening = GCMBlockCipher.newInstance(new SM4Engine());
    private byte[] sealingKey = {};
    private byte[] openingKey = {};

    @Override
    public byte[] seal(byte[] key, byte[] nonce, byte[] associated, byte[] plain, int prefix) {
        sealing.init(true, parameters(key != sealingKey, key, nonce));
        sealing.processAADBytes(associated, 0, associated.length);
        sealingKey = key;
        byte[] out = new byte[prefix + plain.length + CryptoSuite.TAG_BYTES];
        try {
            int done = sealing.processBytes(plain, 0, plain.length, out, prefix);
            sealing.doFinal(out, prefix + done);
            return out;
        } catch (InvalidCipherTextException refused) {
            throw new CryptoSuite.CryptoFailure("SM4-GCM refused to seal", refused);
        }
    }

    @Override
    public byte[] open(byte[] key, byte[] nonce, byte[] associated, byte[] sealed, int offset) {
        Keys.checkLength(sealed, offset);
        opening.init(false, parameters(key != openingKey, key, nonce));
        opening.processAADBytes(associated, 0, associated.length);
        openingKey = key;
        byte[] out = new byte[sealed.length - offset - CryptoSuite.TAG_BYTES];
        try {
            int done = opening.processBytes(sealed, offset, sealed.length - offset, out, 0);
            opening.doFinal(out, done);
            return out;
        } catch (InvalidCipherTextException altered) {
            throw new CryptoSuite.CryptoFailure("a sealed value does not authenticate", altered);
        }
    }

    /** No key means: the one it has. What is associated is not among them: the cipher would take it in a second time when it is done. */
    private static AEADParameters parameters(boolean otherKey, byte[] key, byte[] nonce) {
        KeyParameter parameter = otherKey ? new KeyParameter(Keys.checked(key, Suite.SM)) : null;
        return new AEADParameters(parameter, CryptoSuite.TAG_BYTES * 8, Keys.checkedNonce(nonce));
    }
}
