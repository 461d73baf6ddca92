package datong.audit;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;

/** Signs with an Ed25519 key pair of the JDK. */
public final class Ed25519Signer implements CheckpointSigner {
    private final String keyName;
    private final KeyPair keys;

    public Ed25519Signer(String keyName, KeyPair keys) {
        this.keyName = keyName;
        this.keys = keys;
    }

    public static Ed25519Signer generate(String keyName) {
        try {
            return new Ed25519Signer(keyName, KeyPairGenerator.getInstance("Ed25519").generateKeyPair());
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every JDK since 15 has Ed25519", impossible);
        }
    }

    /** From what {@link #text} gave. */
    public static Ed25519Signer parse(String keyName, String text) {
        String[] lines = text.strip().split("\n");
        try {
            KeyFactory factory = KeyFactory.getInstance("Ed25519");
            return new Ed25519Signer(keyName, new KeyPair(factory.generatePublic(new X509EncodedKeySpec(Base64.getDecoder().decode(lines[0]))),
                    factory.generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(lines[1])))));
        } catch (GeneralSecurityException | RuntimeException malformed) {
            throw new IllegalArgumentException("the key file of " + keyName + " is not one: expected the public and the private key, a line each, in base64", malformed);
        }
    }

    /** The key pair to be kept where only its owner reads it: public key (X.509) and private key (PKCS #8), a line each. */
    public String text() {
        return Base64.getEncoder().encodeToString(keys.getPublic().getEncoded()) + "\n" + Base64.getEncoder().encodeToString(keys.getPrivate().getEncoded()) + "\n";
    }

    @Override
    public String keyName() {
        return keyName;
    }

    /** The key's last 32 bytes: what stands before them in X.509 form is the same for every Ed25519 key. */
    @Override
    public byte[] publicKey() {
        byte[] encoded = keys.getPublic().getEncoded();
        return Arrays.copyOfRange(encoded, encoded.length - 32, encoded.length);
    }

    @Override
    public byte[] sign(byte[] note) {
        try {
            Signature signature = Signature.getInstance("Ed25519");
            signature.initSign(keys.getPrivate());
            signature.update(note);
            return signature.sign();
        } catch (GeneralSecurityException broken) {
            throw new IllegalStateException("the checkpoint could not be signed", broken);
        }
    }
}
