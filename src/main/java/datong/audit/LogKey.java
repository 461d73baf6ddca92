package datong.audit;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;

/**
 * The public key of a log, in the text form of C2SP signed-note: {@code name+keyid+base64(type ‖ key)}.
 *
 * @param publicKey 32 raw bytes of an Ed25519 key
 */
public record LogKey(String name, byte[] publicKey) {
    private static final byte[] ED25519 = {1};
    private static final byte[] X509_PREFIX = HexFormat.of().parseHex("302a300506032b6570032100");

    /** @throws IllegalArgumentException saying what is wrong with the text */
    public static LogKey parse(String text) {
        String[] parts = text.strip().split("\\+", 3);
        if (parts.length != 3) {
            throw new IllegalArgumentException("a log key has the form name+keyid+base64; found no such line");
        }
        byte[] key;
        try {
            key = Base64.getDecoder().decode(parts[2]);
        } catch (IllegalArgumentException broken) {
            throw new IllegalArgumentException("the third part of the log key is not base64", broken);
        }
        if (key.length != 33 || key[0] != ED25519[0]) {
            throw new IllegalArgumentException("the log key is not an Ed25519 key (type 1 and 32 bytes)");
        }
        LogKey parsed = new LogKey(parts[0], Arrays.copyOfRange(key, 1, 33));
        if (!HexFormat.of().formatHex(parsed.id()).equals(parts[1])) {
            throw new IllegalArgumentException("the log key's id does not belong to its name and bytes: the line was altered or cut");
        }
        return parsed;
    }

    static LogKey of(CheckpointSigner signer) {
        return new LogKey(signer.keyName(), signer.publicKey());
    }

    /** First four bytes of SHA-256(name ‖ newline ‖ type ‖ key). */
    public byte[] id() {
        return id(name, ED25519, publicKey);
    }

    static byte[] id(String name, byte[] type, byte[] publicKey) {
        MessageDigest sha256 = Merkle.sha256();
        sha256.update((name + "\n").getBytes(StandardCharsets.UTF_8));
        sha256.update(type);
        return Arrays.copyOf(sha256.digest(publicKey), 4);
    }

    boolean verifies(byte[] text, byte[] signature) {
        try {
            Signature verifier = Signature.getInstance("Ed25519");
            verifier.initVerify(key());
            verifier.update(text);
            return verifier.verify(signature);
        } catch (GeneralSecurityException malformed) {
            return false;
        }
    }

    private PublicKey key() throws GeneralSecurityException {
        byte[] encoded = Arrays.copyOf(X509_PREFIX, X509_PREFIX.length + publicKey.length);
        System.arraycopy(publicKey, 0, encoded, X509_PREFIX.length, publicKey.length);
        return KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded));
    }

    @Override
    public String toString() {
        return name + "+" + HexFormat.of().formatHex(id()) + "+" + Base64.getEncoder().encodeToString(typed());
    }

    private byte[] typed() {
        byte[] typed = new byte[33];
        typed[0] = ED25519[0];
        System.arraycopy(publicKey, 0, typed, 1, 32);
        return typed;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof LogKey(String otherName, byte[] otherKey) && name.equals(otherName) && Arrays.equals(publicKey, otherKey);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(publicKey);
    }
}
