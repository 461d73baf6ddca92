package datong;

import datong.audit.CheckpointSigner;
import datong.protection.CryptoSuite;
import datong.protection.CryptoSuites;
import datong.protection.KeyPurpose;
import datong.protection.KeyRing;
import datong.protection.RingKey;
import datong.protection.Suite;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
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

    /** The newest key's, and beside them that of the key before it, so that whoever knows only that one has time to learn of the next. */
    static List<CheckpointSigner> of(KeyRing ring, CryptoSuites suites) {
        RingKey newest = ring.current(KeyPurpose.AUDIT_SIGNING);
        List<CheckpointSigner> signers = new ArrayList<>();
        signers.add(ed25519(newest, ring, suites));
        if (newest.suite() == Suite.SM) {
            signers.add(new AuditSigner(origin(ring) + "/sm2", ring.signer(newest), SM2));
        }
        List<CheckpointSigner> former = former(ring, suites);
        signers.addAll(former.subList(Math.max(0, former.size() - 1), former.size()));
        return signers;
    }

    /** Of every older key, the oldest first. */
    static List<CheckpointSigner> former(KeyRing ring, CryptoSuites suites) {
        List<RingKey> versions = ring.versions(KeyPurpose.AUDIT_SIGNING);
        return versions.subList(0, versions.size() - 1).stream().map(key -> ed25519(key, ring, suites)).toList();
    }

    static String origin(KeyRing ring) {
        return "datong/" + ring.fingerprint().substring(0, 16);
    }

    private static CheckpointSigner ed25519(RingKey key, KeyRing ring, CryptoSuites suites) {
        CryptoSuite.Signer signer = switch (key.suite()) {
            case INTERNATIONAL -> ring.signer(key);
            case SM -> suites.of(Suite.INTERNATIONAL).signer(suites.of(key.suite()).keyedDigest(key.bytes()).update(SEED).finish());
        };
        return new AuditSigner(origin(ring), signer, ED25519);
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
