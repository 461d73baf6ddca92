package datong;

import datong.audit.CheckpointSigner;
import datong.protection.CryptoSuite;
import datong.protection.CryptoSuites;
import datong.protection.KeyPurpose;
import datong.protection.KeyRing;
import datong.protection.Suite;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The key ring's signers in the audit log's words. The log's own signature is Ed25519 under either suite, so that any verifier of
 * C2SP notes can check it; under the SM suite an SM2 signature stands beside it.
 */
record AuditSigner(String keyName, CryptoSuite.Signer signer, byte[] signatureType) implements CheckpointSigner {
    private static final byte[] ED25519 = {1};
    /** Type 0xff of C2SP signed-note: an algorithm named by the text behind it. */
    private static final byte[] SM2 = "\u00ffdatong/sm2-sm3".getBytes(StandardCharsets.ISO_8859_1);
    private static final byte[] SEED = "Ed25519 seed of the audit log".getBytes(StandardCharsets.US_ASCII);

    static List<CheckpointSigner> of(String origin, KeyRing ring, CryptoSuites suites) {
        CryptoSuite.Signer own = ring.signer(KeyPurpose.AUDIT_SIGNING);
        return switch (ring.current(KeyPurpose.AUDIT_SIGNING).suite()) {
            case INTERNATIONAL -> List.of(new AuditSigner(origin, own, ED25519));
            case SM -> List.of(new AuditSigner(origin, suites.of(Suite.INTERNATIONAL).signer(ring.digest(KeyPurpose.AUDIT_SIGNING).apply(SEED)), ED25519),
                    new AuditSigner(origin + "/sm2", own, SM2));
        };
    }

    @Override
    public byte[] publicKey() {
        return signer.publicKey();
    }

    @Override
    public synchronized byte[] sign(byte[] note) {
        return signer.sign(note);
    }
}
