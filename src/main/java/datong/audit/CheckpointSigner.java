package datong.audit;

/** Signs checkpoints as C2SP signed notes. The key never leaves its implementation. */
public interface CheckpointSigner {
    /** Name in the note's signature line: no space, no plus sign. */
    String keyName();

    /** For Ed25519 the 32 raw bytes. */
    byte[] publicKey();

    /** Signature over the note's text, its last newline included; for Ed25519 64 bytes. */
    byte[] sign(byte[] note);

    /** Signature type of C2SP signed-note; 1 is Ed25519. Other types (SM2) may sign beside it, and verifiers who do not know them skip them. */
    default byte[] signatureType() {
        return new byte[] {1};
    }
}
