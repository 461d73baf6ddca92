package datong.protection;

/**
 * One family of algorithms. The factories give objects that keep their key schedule and buffers: reuse them, one thread each.
 *
 * <p>Security guarantees: tags are 128 bits and nonces 96 bits, nothing else is accepted; keys have the one length of the suite;
 * a format-preserving domain below 1,000,000 values is refused (NIST SP 800-38G rev. 1).
 */
public interface CryptoSuite {
    int NONCE_BYTES = 12;
    int TAG_BYTES = 16;
    /** The smallest domain FF1 may work on: below it the mapping can be counted out. */
    int SMALLEST_DOMAIN = 1_000_000;

    Suite name();

    /** An authenticated cipher without a key yet. */
    Aead aead();

    KeyedDigest keyedDigest(byte[] key);

    byte[] digest(byte[] message);

    /** FF1 over numerals 0 to {@code radix - 1}, for one key and tweak. */
    FormatPreserving formatPreserving(byte[] key, int radix, byte[] tweak);

    /** A private key for {@link #signer}, as raw bytes. */
    byte[] newSigningKey();

    Signer signer(byte[] privateKey);

    /** Whether the signature is that of the message under the raw public key; false for anything malformed. */
    boolean verify(byte[] publicKey, byte[] message, byte[] signature);

    interface Aead {
        /**
         * Ciphertext and tag. Warning: a nonce must never meet the same key twice.
         *
         * @return {@code prefix} untouched bytes, left for the caller to fill, then the ciphertext and its tag
         */
        byte[] seal(byte[] key, byte[] nonce, byte[] associated, byte[] plain, int prefix);

        /** The plain bytes of {@code sealed} from {@code offset} on; {@link CryptoFailure} if a single bit was altered. */
        byte[] open(byte[] key, byte[] nonce, byte[] associated, byte[] sealed, int offset);
    }

    /** A message authentication code of 32 bytes under one key. */
    interface KeyedDigest {
        KeyedDigest update(byte[] part);

        /** The code of everything since the last call. */
        byte[] finish();
    }

    interface FormatPreserving {
        /** @param numerals each from 0 to radix - 1; as many come back */
        byte[] encrypt(byte[] numerals);

        byte[] decrypt(byte[] numerals);
    }

    /** Signs with one key that stays initialised. */
    interface Signer {
        byte[] sign(byte[] message);

        /** Raw: 32 bytes for Ed25519, 65 bytes (uncompressed point) for SM2. */
        byte[] publicKey();
    }

    /** Bytes that do not authenticate, or a parameter that the suite refuses. Names neither key nor value. */
    final class CryptoFailure extends RuntimeException {
        public CryptoFailure(String message) {
            super(message);
        }

        public CryptoFailure(String message, Throwable cause) {
            super(message, cause);
        }
    }
}
