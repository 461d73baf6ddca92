package datong.audit;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.util.Arrays;

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
