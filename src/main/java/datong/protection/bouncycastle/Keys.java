package datong.protection.bouncycastle;

import datong.protection.CryptoSuite;
import datong.protection.Suite;

/** The lengths that the suites accept. */
final class Keys {
    private Keys() {}

    static byte[] checked(byte[] key, Suite suite) {
        if (key.length != suite.cipherKeyBytes()) {
            throw new CryptoSuite.CryptoFailure("a cipher key of suite " + suite + " has " + suite.cipherKeyBytes() + " bytes, not " + key.length);
        }
        return key;
    }

    static byte[] checkedNonce(byte[] nonce) {
        if (nonce.length != CryptoSuite.NONCE_BYTES) {
            throw new CryptoSuite.CryptoFailure("a nonce has " + CryptoSuite.NONCE_BYTES + " bytes, not " + nonce.length);
        }
        return nonce;
    }

    static void checkLength(byte[] sealed, int offset) {
        if (sealed.length - offset < CryptoSuite.TAG_BYTES) {
            throw new CryptoSuite.CryptoFailure("a sealed value is shorter than its tag");
        }
    }
}
